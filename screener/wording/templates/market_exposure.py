"""Sentences of the market exposure screens."""

TEMPLATES = {
    "ai_role.role_and_layer": "Its role in the AI build-out is {role}, in the {layer} layer.",
    "ai_role.role": "Its role in the AI build-out is {role}.",
    "ai_role.unknown": "Whether it has a role in the AI build-out is not known: the ledger records none.",
    "ai_role.not_applicable.outside": "It was reviewed and no part in the AI build-out was found.",
    "cluster_beta.information": (
        "Its shares moved {beta}% for each percent that AI shares moved beyond the market (between {low} and "
        "{high}; {weeks} weeks to {day})."
    ),
    "cluster_beta.against": (
        "Its shares moved {beta}% against each percent that AI shares moved beyond the market (between {low} "
        "and {high}; {weeks} weeks to {day})."
    ),
    "cluster_beta.unknown": (
        "How its shares move with AI shares is not known: weekly closes of a year at least are needed."
    ),
    "effective_n.not_applicable.company": "The spread of a portfolio is not judged for one company.",
}
