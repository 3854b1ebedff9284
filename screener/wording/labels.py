"""The names of everything that has an id: screens, families, roles, places and the rest.

Written as they stand alone; inside a sentence they lose their capital (`in_sentence`).
"""

from screener.translation import translate
from screener.wording.exchange_labels import EXCHANGE_LABELS
from screener.wording.field_labels import FIELD_LABELS

LABELS: dict[str, dict[str, str]] = {
    "screen": {
        "pe_ttm": "P/E",
        "pe_owner_earnings": "Earnings left to the owners",
        "price_sales": "Price to sales",
        "peg": "P/E to growth",
        "cap_vs_revenue": "Market value against revenue",
        "fcf_yield": "Free cash flow yield",
        "debt_equity": "Debt to equity",
        "net_debt_ebitda": "Net debt to EBITDA",
        "interest_cover": "Interest cover",
        "altman_z2": "Altman Z''",
        "capex_ocf": "Capital spending to cash flow",
        "commitments": "Weight of commitments",
        "capex_revenue": "Capital spending to revenue",
        "chip_life": "Life of chips and servers",
        "stock_pay": "Pay in shares",
        "receivables": "Build-up of receivables",
        "inventory": "Build-up of inventory",
        "beneish": "Beneish M",
        "lab_gains": "Part of profit from stakes",
        "ring_place": "Place in the ring",
        "vendor_financing": "Financing given to customers",
        "return_share": "Return share",
        "top_customer": "Largest customer",
        "top_customers": "Customers together",
        "customer_hhi": "Spread of customers",
        "supplier": "Suppliers",
        "backlog": "Largest share of backlog",
        "ai_role": "Role in AI",
        "cluster_beta": "Moves with AI shares",
        "effective_n": "Spread of the portfolio",
        "levels": "Levels in the portfolio",
    },
    "family": {
        "valuation": "Valuation",
        "debt_spending": "Debt and spending",
        "earnings_quality": "Earnings quality",
        "circularity": "Circularity",
        "concentration": "Concentration",
        "market_exposure": "Market exposure",
    },
    "role": {
        "fuel": "Fuel",
        "gear": "Gear",
        "engine": "Engine",
        "neocloud": "Neocloud",
        "data_centre_reit": "Data-centre landlord",
        "power": "Power",
        "networking": "Networking",
        "foundry": "Foundry",
        "memory": "Memory",
        "server_oem": "Server maker",
        "software_app": "Software",
        "data": "Data",
        "financier": "Financier",
        "end_user": "End user",
        "no_role": "No role in AI recorded",
        "other": "Other positions",
        "not_looked_through": "Funds, not looked through",
        "not_known": "Not known",
        "cash": "Cash",
    },
    "layer": {
        "compute": "Compute",
        "cloud": "Cloud",
        "data": "Data",
        "application": "Application",
        "no_layer": "No layer recorded",
        "other": "Other positions",
        "not_looked_through": "Funds, not looked through",
        "not_known": "Not known",
        "cash": "Cash",
    },
    "place": {
        "inside": "Inside",
        "adjacent": "Adjacent",
        "outside": "Outside",
        "not_known": "Not known",
    },
    "strength": {"firm": "Firm", "announced": "Announced", "contingent": "Contingent"},
    "best": {"firm": "Signed", "announced": "Announced only", "contingent": "Conditional only"},
    "grade": {"heavy": "Heavy", "some": "Some", "light": "Light", "not_known": "Not known"},
    "tied": {
        "heavy": "Tied heavily",
        "some": "Tied somewhat",
        "light": "Tied lightly",
        "not_known": "How tightly it is tied is not known",
    },
    "measure": {
        "revenue": "Revenue",
        "backlog": "Backlog",
        "rpo": "Contracted revenue to come",
        "rent": "Rent",
        "vendor_financing": "Financing given to customers",
        "other": "Another measure",
    },
    "share_basis": {
        "stated": "Stated by the company",
        "stated_derived": "Worked out from what the company states",
        "press": "Reported by the press",
        "press_derived": "Estimated by a press calculation",
        "secondary": "Reported at second hand",
        "secondary_derived": "Estimated by a press calculation, at second hand",
        "unverified": "Not verified",
        "own": "By our own calculation",
    },
    "tier": {
        "primary": "Filing or the company itself",
        "press": "Press",
        "secondary": "Second hand",
        "seed": "Article only",
        "none": "No source seen",
        "feed": "Data feed",
        "user": "Entered by you",
    },
    "mode": {"live": "Live", "delayed": "Delayed", "stale": "Stale", "snapshot": "Snapshot"},
    "level": {
        "0": "Level 0: no sign",
        "1": "Level 1: slight",
        "2": "Level 2: noticeable",
        "3": "Level 3: high",
        "4": "Level 4: very high",
        "not_rated": "Not rated",
        "cash": "Cash",
    },
    "colour": {
        "green": "No sign, and nearly everything could be seen",
        "grey": "No sign in what we could see",
        "level": "Signs found",
    },
    "state": {"known": "Known", "unknown": "Not known", "not_applicable": "Not applicable"},
    "severity": {
        "0": "Severity 0",
        "1": "Severity 1",
        "2": "Severity 2",
        "3": "Severity 3",
        "4": "Severity 4",
        "unknown": "Not known",
        "not_applicable": "Not applicable",
        "information": "Information",
    },
    "business": {
        "operating": "Operating company",
        "bank": "Bank",
        "insurer": "Insurer",
        "holding": "Holding company",
        "reit": "Real estate trust",
    },
    "kind": {
        "equity": "Shares",
        "fund": "Fund",
        "bond": "Bond",
        "option": "Option",
        "crypto": "Crypto",
        "cash": "Cash",
        "other": "Other",
    },
    "leg": {
        "financing": "Financing",
        "purchase": "Purchase",
        "contingent": "Contingent",
        "other": "Other",
    },
    "deal_kind": {
        "equity_investment": "Equity investment",
        "supply_agreement": "Supply agreement",
        "cloud_contract": "Cloud contract",
        "chip_purchase": "Chip purchase",
        "capacity_lease": "Capacity lease",
        "joint_venture": "Joint venture",
        "debt": "Debt",
        "convertible_or_warrant": "Convertible or warrant",
        "guarantee_or_backstop": "Guarantee or backstop",
        "customer_share": "Customer share",
        "revenue_share": "Revenue share",
    },
    "record_state": {
        "counts": "Counts",
        "superseded": "Replaced by a later record",
        "retired": "Retired by you",
        "not_seen": "No public source seen",
        "rumoured": "Rumoured only",
        "cancelled": "Cancelled",
        "kept_out": "Kept out of loops",
    },
    "record_origin": {"shipped": "Shipped", "edited": "Edited by you", "own": "Added by you"},
    "deal_field": {
        "payer": "Payer",
        "payee": "Payee",
        "source_entity": "Who gives",
        "target_entity": "Who gets",
        "kind": "Kind",
        "leg": "Side of the money",
        "status": "State",
        "amount": "Amount",
        "firm": "Firm part",
        "conditions": "Conditions",
        "cash": "Money moves",
        "conditional": "Pays only on conditions",
        "announced": "Announced",
        "first_dated": "First payment",
        "starts": "Start of delivery",
        "term_years": "Term in years",
        "capacity_gw": "Gigawatts",
        "notice_days": "Days of notice",
        "goods": "Goods",
        "confidence": "Confidence",
        "verification": "Verification",
        "notes": "Notes",
        "exclude_from_loops": "Kept out of loops",
        "supersedes": "Replaces",
        "contains": "Contains",
        "extends": "Adds to",
        "evidence": "Source",
        "name": "Name",
        "role": "Role",
        "layer": "Layer",
        "symbols": "Listings",
        "country": "Country",
        "aliases": "Other names",
    },
    "status": {
        "rumoured": "Rumoured",
        "letter_of_intent": "Letter of intent",
        "announced": "Announced",
        "definitive": "Signed",
        "closed": "Closed",
        "revised": "Revised",
        "cancelled": "Cancelled",
    },
    "verification": {
        "public_source_seen": "A public source was seen",
        "seed_only": "From an article only",
        "unverified_memory": "Not verified",
    },
    "trading_place": EXCHANGE_LABELS,
    "market": {
        "pre": "Pre-market",
        "regular": "Open",
        "post": "After hours",
        "closed": "Closed",
        "unknown": "Not known",
    },
    "price_origin": {
        "live": "Live quote",
        "last_good": "Last good quote",
        "snapshot": "Shipped price",
        "manual": "Your own price",
        "cost": "At cost",
        "none": "No price",
    },
    "format": {"html": "HTML report", "csv": "CSV table", "json": "JSON", "png": "Picture"},
    "field": FIELD_LABELS,
    "customer": {"unnamed": "not named"},
    "period": {
        "ttm": "twelve months to {day}",
        "shown": "last twelve months, as given on {day}",
        "year": "fiscal year to {day}",
        "quarter": "quarter to {day}",
        "part": "part of the year to {day}",
        "unstated": "{day}",
    },
    "provenance": {
        "mode": "Mode of the prices",
        "program": "Version of Ringfence",
        "ledger": "Deal ledger",
        "snapshot": "Shipped figures",
        "thresholds": "Thresholds",
        "strength_floor": "Strength a loop must have",
        "sources": "Sources",
    },
}

_ALSO = {
    "floor": "strength",
    "part": "provenance",
    "place_before": "place",
    "place_after": "place",
    "strength_before": "strength",
    "strength_after": "strength",
    "severity_before": "severity",
    "severity_after": "severity",
}
"""Arguments named otherwise than the kind of label they carry."""


def label(kind: str, id: str) -> str:
    """The name of `id`, which is a `kind` of LABELS; an id without a name is its own name."""
    text = LABELS.get(kind, {}).get(id)
    return id if text is None else translate("Label", text)


def is_labelled(kind: str, id: str) -> bool:
    """True when the id has a name of its own."""
    return id in LABELS.get(kind, {})


def kind_of(argument: str) -> str | None:
    """The kind of label an argument of that name carries, None when its text is shown as it is."""
    kind = _ALSO.get(argument, argument)
    return kind if kind in LABELS else None


_PEOPLE = ("Altman", "Beneish")
"""Measures called after a person keep the capital."""


def in_sentence(text: str) -> str:
    """A label inside a sentence: "Net income" as "net income", "EBITDA" and "P/E" as they are."""
    if text.startswith(_PEOPLE) or not text[1:2].islower():
        return text
    return text[:1].lower() + text[1:]
