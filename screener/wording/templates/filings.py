"""What is read from a filing, and why some of it is not shown as a customer's share."""

TEMPLATES = {
    "filing.no_customer": "It names no customer: the number stands on no customer axis.",
    "filing.place": "It is the share of a place, not of a customer.",
    "filing.product": "It is of a product or service, not of all revenue.",
    "filing.part_of_company": "It is of a part of the company, not of the whole.",
    "filing.receivables": "It is a share of receivables, not of revenue.",
    "filing.part_of_revenue": "It is a share of one part of revenue, not of all revenue.",
    "filing.other_benchmark": "It is a share of something else than revenue ({benchmark}).",
    "filing.no_benchmark": "It does not say what it is a share of.",
    "filing.vendor": "It is about a supplier, not a customer.",
    "filing.remainder": "It is about all the other customers together.",
    "filing.limit": "It is the limit that no customer reached, not a customer's share.",
    "filing.not_a_share": "The number is no share between 0 and 100%.",
    "filing.flag.number": "The text beside the tag reads {shown}.",
    "filing.flag.receivables": "The text beside the tag speaks of receivables.",
    "filing.flag.together": "The text beside the tag speaks of several customers together.",
    "filing.flag.two_values": "The filing also gives {shown} for the same customer and period.",
    "filing.none_above": "No customer above {limit} reported.",
    "filing.no_statements": (
        "This document holds no balance sheet, so the customers may be named in another part of the filing."
    ),
    "filing.unclear": "No customer's share can be read from the tags, though some may mean one.",
    "filing.not_found": "{source} lists no annual or quarterly report that can be read.",
    "filing.not_readable": "The report of {day} cannot be read.",
}
