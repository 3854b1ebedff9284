"""A company's money with the ring in words: yearly flows in columns, the return share, vendor financing."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.figure import Figure
from screener.ui import formats
from screener.ui.models import deal_words
from screener.ui.models.ledger_records import Status
from screener.wording.labels import in_sentence
from screener.wording.numbers import compact

if TYPE_CHECKING:
    from screener.domain.ring.flows import Flow
    from screener.domain.ring.returns import CompanyReturns
    from screener.domain.ring.vendor import VendorFinancing
    from screener.services.returns import RingMoney

COLUMNS: tuple[Status, ...] = ("paid", "contracted", "announced")
_LEGS = ("purchase", "financing")


class FlowLine(NamedTuple):
    """One flow: with whom, its amount under its column, how it was reckoned, and where to read of it."""

    title: str
    column: str
    amount: str
    about: str
    source: str | None


class FlowRow(NamedTuple):
    """The flows of one kind, one way; `amounts` by `COLUMNS`, empty where there is none."""

    title: str
    amounts: tuple[str, ...]
    lines: tuple[FlowLine, ...]


class ReturnGauge(NamedTuple):
    """The return share of revenue: `least` to `most` are exact bounds, `value` is None where not known.

    `coverage` is what of the revenue can be traced to payers.
    """

    least: float
    most: float
    value: float | None
    coverage: str
    sentences: tuple[str, ...]


class VendorGauge(NamedTuple):
    """Vendor financing over revenue in parts, beside Lucent's."""

    firm: float
    contingent: float
    announced: float
    lucent: float
    lucent_period: str
    lucent_source: str
    sentence: str


class MoneyTold(NamedTuple):
    """Everything the Inspector shows of a company's money with the ring."""

    window: str
    rows: tuple[FlowRow, ...]
    without_amount: int
    gauge: ReturnGauge | None
    vendor: VendorGauge | None


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_money", text)


def money_of(money: "RingMoney", party: str) -> MoneyTold | None:
    """What the ledger says of a party's money; None for one that is in no record."""
    ledger = money.ledger
    if party not in ledger.by_entity:
        return None
    names = {entity.id: entity.name for entity in ledger.data.entities}
    addresses = {deal.id: deal.address for deal in ledger.by_entity[party]}
    flows = [flow for flow in money.flows.flows if party in (flow.payer, flow.payee)]
    rows = []
    for leg in _LEGS:
        for comes_in in (True, False):
            found = [each for each in flows if each.leg == leg and (each.payee == party) is comes_in]
            if found:
                rows.append(_row(found, _title(leg, comes_in=comes_in), party, names, addresses))
    own = {deal.id for deal in ledger.by_entity[party]}
    found_returns = money.returns.companies.get(party)
    vendor = money.vendors.get(party)
    return MoneyTold(
        window=_tr("{start} to {end}").format(
            start=formats.day(money.flows.window.start), end=formats.day(money.flows.window.end)
        ),
        rows=tuple(rows),
        without_amount=len(own & money.flows.unknown.keys()),
        gauge=None if found_returns is None else _gauge(found_returns),
        vendor=None if vendor is None else _vendor(vendor),
    )


def _title(leg: str, *, comes_in: bool) -> str:
    if leg == "purchase":
        return _tr("Sales") if comes_in else _tr("Purchases")
    return _tr("Financing in") if comes_in else _tr("Financing out")


def _row(
    flows: "Iterable[Flow]",
    title: str,
    party: str,
    names: Mapping[str, str],
    addresses: Mapping[str, str | None],
) -> FlowRow:
    sums: dict[str, Decimal] = {}
    lines = []
    for flow in sorted(flows, key=lambda each: (COLUMNS.index(each.column), -each.amount_usd)):
        sums[flow.column] = sums.get(flow.column, Decimal(0)) + flow.amount_usd
        other = flow.payer if flow.payee == party else flow.payee
        found = (addresses[deal] for deal in flow.deals if addresses.get(deal) is not None)
        lines.append(
            FlowLine(
                title=deal_words.name(other, names),
                column=flow.column,
                amount=compact(flow.amount_usd),
                about=f"{in_sentence(deal_words.status_title(flow.column))} · {_basis(flow)}",
                source=next(found, None),
            )
        )
    return FlowRow(title, tuple(compact(sums[one]) if one in sums else "" for one in COLUMNS), tuple(lines))


def _basis(flow: "Flow") -> str:
    said = {
        "disclosed_share": _tr("from a disclosed share of revenue"),
        "on_its_day": _tr("counted on its day"),
        "spread": _tr("spread evenly over its term"),
    }[flow.basis]
    if flow.amount_usd < flow.uncapped_usd:
        return _tr("{basis}, limited by the revenue reported").format(basis=said)
    return said


def _gauge(found: "CompanyReturns") -> ReturnGauge | None:
    strict, broad = found.strict, found.broad
    sentences = [wording.sentence(strict.message)]
    if broad.message.id != strict.message.id:
        sentences.append(wording.sentence(broad.message))
    sentences += [wording.sentence(note) for note in strict.notes]
    if strict.at_least is None or strict.at_most is None or strict.coverage is None:
        return None
    value = float(strict.answer.value) if isinstance(strict.answer, Figure) else None
    return ReturnGauge(
        float(strict.at_least),
        float(strict.at_most),
        value,
        wording.percent(strict.coverage),
        tuple(dict.fromkeys(sentences)),
    )


def _vendor(vendor: "VendorFinancing") -> VendorGauge | None:
    from screener.domain.ring.vendor import LUCENT

    if vendor.firm_share is None or not isinstance(vendor.share, Figure):
        return None
    return VendorGauge(
        firm=float(vendor.firm_share),
        contingent=float(vendor.contingent_share or 0),
        announced=float(vendor.announced_share or 0),
        lucent=float(LUCENT.value),
        lucent_period=LUCENT.period or "",
        lucent_source=LUCENT.source.title,
        sentence=wording.sentence(vendor.message),
    )
