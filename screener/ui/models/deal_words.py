"""Deals, legs and loops in plain words. Paid, signed, announced and contingent never read alike."""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import Loop, LoopLeg
from screener.domain.ring.deal import Deal
from screener.ui import formats
from screener.ui.models.ledger_records import Record, Status
from screener.wording.labels import in_sentence
from screener.wording.names import short_name

ARROW = " → "
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _tr(text: str) -> str:
    return QCoreApplication.translate("deal_words", text)


def status(deal: Deal) -> str:
    """How far the deal has come: "paid" only where money has moved."""
    if deal.leg == "contingent" or deal.conditional:
        return _tr("contingent")
    if deal.status in ("definitive", "closed") and not deal.cash:
        return _tr("contingent, no cash moves under it")
    words = {
        "closed": _tr("closed, paid"),
        "definitive": _tr("signed"),
        "announced": _tr("announced"),
        "letter_of_intent": _tr("letter of intent"),
        "revised": _tr("announced, since revised"),
        "rumoured": _tr("rumoured"),
        "cancelled": _tr("cancelled"),
    }
    return words[deal.status]


def status_title(stands: Status) -> str:
    """The column a record's money stands in, as a title."""
    return {
        "paid": _tr("Paid"),
        "contracted": _tr("Contracted"),
        "announced": _tr("Announced"),
        "contingent": _tr("Contingent"),
        "not_counted": _tr("Not counted"),
    }[stands]


def status_about(stands: Status) -> str:
    """What money in a column is, in a sentence."""
    return {
        "paid": _tr("Closed: the money has moved."),
        "contracted": _tr("Signed: owed under a contract, not paid yet as far as is known."),
        "announced": _tr("Said in public, not signed: nobody owes it."),
        "contingent": _tr("Warrants, guarantees and promises on conditions: owed only if something happens."),
        "not_counted": _tr("Rumoured, cancelled, replaced, not seen in public, or taken out by you."),
    }[stands]


def why_not_counted(record: Record) -> str:
    """Why a record counts nowhere; empty for one that counts."""
    return {
        "counts": "",
        "superseded": _tr("replaced by a later record"),
        "retired": _tr("taken out by you"),
        "not_seen": _tr("no public source seen"),
        "rumoured": _tr("rumoured"),
        "cancelled": _tr("cancelled"),
        "kept_out": _tr("kept out of loops"),
    }[record.state]


def amount(deal: Deal) -> str:
    """The headline with its firm part; "amount not disclosed" where there is none."""
    if deal.amount_usd is None:
        return _tr("amount not disclosed")
    headline = wording.dollars(deal.amount_usd)
    if deal.firm_usd is not None and deal.firm_usd < deal.amount_usd:
        return _tr("{amount}, {firm} of it firm").format(amount=headline, firm=wording.dollars(deal.firm_usd))
    return headline


def kind(deal: Deal) -> str:
    """What kind of deal it is."""
    return kind_name(deal.kind)


def kind_name(kind: str) -> str:
    """A kind of deal by its id."""
    return wording.label("deal_kind", kind)


def line(deal: Deal) -> str:
    """One deal in a line: amount, kind, status, when, best source."""
    parts = (amount(deal), in_sentence(kind(deal)), status(deal), month(deal.announced), tier(deal))
    return " · ".join(filter(None, parts))


def tier(deal: Deal) -> str:
    """The kind of the best source it was seen in."""
    return in_sentence(wording.label("tier", deal.best_tier))


def month(printed: str | None) -> str:
    """A day or month as printed ("2025-09-22", "2025-09") in words; as it stands when it is neither."""
    if not printed:
        return ""
    try:
        if len(printed) == len("2025-09"):
            first = date.fromisoformat(f"{printed}-01")
            return _tr("{month} {year}").format(month=_tr(_MONTHS[first.month - 1]), year=first.year)
        return formats.day(date.fromisoformat(printed))
    except ValueError:
        return printed


def name(entity: str, names: Mapping[str, str]) -> str:
    """A party's name without its legal form."""
    return short_name(names.get(entity, entity))


def route(entities: tuple[str, ...], names: Mapping[str, str]) -> str:
    """A loop as its parties in paying order, back to the first."""
    return ARROW.join(name(each, names) for each in (*entities, entities[0]))


def pair(leg: LoopLeg, names: Mapping[str, str]) -> str:
    """A leg as payer and payee."""
    return pair_of(leg.payer, leg.payee, names)


def pair_of(payer: str, payee: str, names: Mapping[str, str]) -> str:
    """Payer and payee."""
    return f"{name(payer, names)}{ARROW}{name(payee, names)}"


def leg_kind(leg: LoopLeg) -> str:
    """What the money of a leg is for: financing, a purchase, or both."""
    return leg_kinds(leg.deals)


def leg_kinds(deals: Iterable[Deal]) -> str:
    """What the money of these records is for."""
    kinds = {deal.leg for deal in deals}
    order = [each for each in ("financing", "purchase", "contingent", "other") if each in kinds]
    return " + ".join(in_sentence(wording.label("leg", each)) for each in order)


def bottleneck(loop: Loop) -> str:
    """What could go round at most; never what did."""
    if loop.bottleneck_usd is None:
        return _tr("amount of a leg not disclosed")
    return _tr("at most {amount} could go round").format(amount=wording.dollars(loop.bottleneck_usd))


def records(loop: Loop) -> int:
    """How many records the loop's legs have."""
    return len({deal.id for leg in loop.legs for deal in leg.deals})
