"""Sums and balances as figures that name the filings they come from."""

from decimal import Decimal

import msgspec

from screener.domain.figure import Figure, Source
from screener.domain.message import Unit
from screener.providers.edgar.borrowings import Pile
from screener.providers.edgar.company_facts import Point
from screener.providers.edgar.periods import Sum
from screener.translation import translate

_ARCHIVES = "https://www.sec.gov/Archives/edgar/data"


def figure(
    field: str,
    total: Sum,
    *,
    concept: str,
    cik: str,
    unit: Unit,
    currency: str | None = None,
    period: str | None = None,
) -> Figure:
    """A value of a period; without `period` it is labelled as twelve months or as a fiscal year."""
    return Figure(
        name=field,
        value=total.value,
        unit=unit,
        as_of=total.end,
        source=filed_source([point for _, point in total.parts], cik),
        currency=currency,
        period=period or label(total),
        derived=not total.is_stated,
        inputs=() if total.is_stated else tuple(_term(sign, concept, point) for sign, point in total.parts),
    )


def label(total: Sum) -> str:
    """A period: "TTM to 2026-07-26" where the filer reports by the quarter, else "FY ended 2025-12-31"."""
    return f"{'TTM to' if total.part_years else 'FY ended'} {total.end.isoformat()}"


def balance(field: str, pile: Pile, *, cik: str, unit: Unit, currency: str | None = None) -> Figure:
    """A value of a day, added up from its lines where it has several."""
    single = len(pile.lines) == 1
    note = None
    if field == "total_debt" and pile.with_finance_leases:
        note = translate("edgar", "Finance leases included; the filer states them with its debt.")
    return Figure(
        name=field,
        value=pile.value,
        unit=unit,
        as_of=pile.day,
        source=filed_source([point for _, point in pile.lines], cik),
        currency=currency,
        note=note,
        derived=not single,
        inputs=() if single else tuple(_term(1, concept, point) for concept, point in pile.lines),
    )


def added(field: str, first: Figure, second: Figure) -> Figure:
    """The sum of two figures of the same period."""
    return Figure(
        name=field,
        value=first.value + second.value,
        unit=first.unit,
        as_of=first.as_of,
        source=first.source,
        currency=first.currency,
        period=first.period,
        derived=True,
        inputs=(first.name, second.name),
    )


def left(field: str, whole: Figure, part: Figure) -> Figure:
    """What a balance leaves over when another one of the same day is taken off."""
    taken = msgspec.structs.replace(part, value=-part.value)
    return msgspec.structs.replace(added(field, whole, taken), period=None)


def counted(field: str, count: int, first: Figure, second: Figure) -> Figure:
    """A number of quarters found by comparing two figures."""
    return Figure(
        name=field,
        value=Decimal(count),
        unit=Unit.COUNT,
        as_of=first.as_of,
        source=first.source,
        derived=True,
        inputs=(first.name, second.name),
    )


def filed_source(points: list[Point], cik: str) -> Source:
    """The filing that states the newest part: "SEC 10-Q filed 2026-08-27, 0001045810-26-000060"."""
    newest = max(points, key=lambda point: (point.filed, point.accn))
    title = f"SEC {newest.form} filed {newest.filed.isoformat()}, {newest.accn}"
    return Source(title, filing_url(cik, newest.accn), tier="primary")


def filing_url(cik: str, accession: str) -> str | None:
    """The folder of a filing; None when number or accession do not look like theirs."""
    plain = accession.replace("-", "")
    if not (cik.isdigit() and plain.isdigit()):
        return None
    return f"{_ARCHIVES}/{cik}/{plain}/"


def _term(sign: int, concept: str, point: Point) -> str:
    """One part of a sum: "− us-gaap:Revenues 2025-01-27 to 2025-07-27: 908 (0001045810-25-000209)"."""
    when = (
        point.end.isoformat()
        if point.start is None
        else f"{point.start.isoformat()} to {point.end.isoformat()}"
    )
    mark = "+" if sign > 0 else "\u2212"
    return f"{mark} {concept} {when}: {point.val:f} ({point.accn})"
