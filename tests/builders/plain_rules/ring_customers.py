"""The circularity, concentration and market screens, company by company."""

from screener.domain.customers import TopCustomer
from screener.domain.figure import Figure, NotApplicable, Unknown
from screener.domain.screens.base import INFORMATION, NOT_APPLICABLE, UNKNOWN
from tests.builders.plain_rules.row import Row, above


def place(row: Row) -> int:
    if row.place == "not_known":
        return UNKNOWN
    points = 0
    if row.place == "inside":
        points = {"firm": 3, "announced": 2}.get(row.strength or "", 1)
    elif row.place == "adjacent":
        points = 1
    if row.tie is not None and row.tie >= 0.5 and row.tie_age is not None and row.tie_age <= 920:
        points += 1
    return points


def vendor(row: Row) -> int:
    given = row.frame.inputs[row.number].vendor
    if given is None:
        return UNKNOWN if row.place == "not_known" else NOT_APPLICABLE
    if isinstance(given.share, NotApplicable):
        return NOT_APPLICABLE
    if isinstance(given.share, Unknown):
        return UNKNOWN
    severity = above(float(given.share.value), (0.02, 0.05, 0.1, 0.2))
    return UNKNOWN if given.without_amount and severity == 0 else severity


def return_share(row: Row) -> int:
    came = row.frame.inputs[row.number].returned
    if came is None:
        return NOT_APPLICABLE if row.place == "outside" else UNKNOWN
    return INFORMATION if isinstance(came.answer, Figure) else UNKNOWN


def role(row: Row) -> int:
    if row.role is not None:
        return INFORMATION
    return NOT_APPLICABLE if row.place == "outside" else UNKNOWN


def beta(row: Row) -> int:
    return UNKNOWN if row.frame.inputs[row.number].beta is None else INFORMATION


def of_portfolio(row: Row) -> int:
    return NOT_APPLICABLE


def top_customer(row: Row) -> int:
    if isinstance(row.customer, str):
        return UNKNOWN
    return 0 if row.customer.share is None else _by_share(row.customer)


def _by_share(found: TopCustomer) -> int:
    share = float(found.share or 0)
    severity = sum(1 for step in (0.1, 0.2, 0.3, 0.5) if share >= step)
    if found.fact.government:
        severity = above(share, (0.15, 0.25, 0.4, 0.75))
    return UNKNOWN if found.basis in ("at_least", "of_group") and severity == 0 else severity


def top_customers(row: Row) -> int:
    if isinstance(row.customer, str):
        return UNKNOWN
    if row.customer.basis == "none_above":
        return 0
    found = row.frame.customers.sums[row.number]
    if found is None:
        return UNKNOWN
    share = float(found.share)
    reached = sum(1 for step in (0.2, 0.3, 0.4, 0.6) if share >= step)
    if found.at_least and reached == 0:
        return UNKNOWN
    return above(share, (0.25, 0.35, 0.5, 0.8)) if row.customer.fact.government else reached


def hhi(row: Row) -> int:
    if isinstance(row.customer, str):
        return UNKNOWN
    if row.customer.basis == "none_above":
        return 0
    found = row.frame.customers.spreads[row.number]
    if found is None:
        return UNKNOWN
    steps = (0.075, 0.14, 0.24, 0.65) if row.customer.fact.government else (0.05, 0.1, 0.18, 0.3)
    return above(found.high, steps)


def supplier(row: Row) -> int:
    facts = row.facts
    if (facts["single_fab_or_cloud"] or 0) >= 1:
        return 4
    share, named = facts["largest_supplier_share"], facts["sole_source_suppliers"]
    if share is not None:
        return sum(1 for step in (0.1, 0.2, 0.3, 0.5) if share >= step)
    return UNKNOWN if named is None else int(min(max(named, 0), 3))


def backlog(row: Row) -> int:
    found = row.frame.customers.backlog.found[row.number]
    if found is None or found.share is None:
        return UNKNOWN
    if found.fact.of is not None:
        return INFORMATION
    return _by_share(found)
