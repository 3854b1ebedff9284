"""What each column shows for a position, and what it sorts by."""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import CompanyResult, FundResult, PositionResult
from screener.domain.figure import Figure, Unknown
from screener.ui import formats
from screener.ui.models import company_cells, price_words
from screener.ui.models.cells import OFF, Cell, Ink, SortKey
from screener.wording.exposure import why_left_out

if TYPE_CHECKING:
    from screener.ui.models.position_rows import PositionRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("position_cells", text)


# -- symbol, price, value ---------------------------------------------------------------------------


def _symbol(row: "PositionRow") -> Cell:
    position = row.position
    if position.kind == "cash":
        return Cell(_tr("Cash"), "quiet", lead=position.symbol, tip=_notes(position))
    name = row.company.name if row.company is not None else position.name
    if not position.identified:
        said = _tr("not identified")
        if name and name != position.symbol:
            said = _tr("{name} · not identified").format(name=name)
        tip = _tr("No source knows this symbol. It is kept and counts as not known.")
        return Cell(said, "quiet", lead=position.symbol, tip="\n".join(filter(None, (tip, _notes(position)))))
    return Cell(name, "quiet", lead=position.symbol, tip="\n".join(filter(None, (name, _notes(position)))))


def _price(row: "PositionRow") -> Cell:
    position = row.position
    if position.kind == "cash":
        return OFF
    if position.price_origin == "cost":
        return Cell(
            _tr("at cost"),
            "quiet",
            tip=_tr("No current price is known, so the position counts at what it cost."),
        )
    if isinstance(position.price, Unknown):
        return _unknown(position.price)
    price = position.price
    tip = "\n".join(
        filter(
            None,
            (
                f"{formats.price(price.value)} {price.currency or ''}".strip(),
                price_words.origin(position, row.showing.now),
                _extended(row),
            ),
        )
    )
    return Cell(formats.price(price.value), "faded" if price.old else "ink", tip=tip)


def _today(row: "PositionRow") -> Cell:
    position = row.position
    if position.kind == "cash":
        return OFF
    if position.change is None:
        return Cell(formats.UNKNOWN, "quiet", tip=_tr("Today's change is not known."))
    ink: Ink = "up" if position.change > 0 else "down" if position.change < 0 else "quiet"
    state = price_words.market(position)
    market = _tr("Market: {state}").format(state=state) if state else ""
    return Cell(formats.change(position.change), ink, tip="\n".join(filter(None, (market, _extended(row)))))


def _market(row: "PositionRow") -> Cell:
    """In one word what the market does; a price outside the regular session with its change."""
    position = row.position
    if position.kind == "cash":
        return OFF
    state = price_words.market(position)
    if not state:
        tip = _tr("Nothing is known of its market now.")
        return Cell(formats.UNKNOWN, "quiet", tip=tip, spoken=_tr("not known"))
    told = position.extended
    if told is None or told.session != position.market_state:
        return Cell(state, "quiet", tip=_extended(row))
    text = f"{state} {formats.change(told.change_fraction)}".rstrip()
    return Cell(text, "quiet", short=state, tip=_extended(row))


def _extended(row: "PositionRow") -> str:
    told = price_words.extended(row.position, row.showing.now)
    return f"{told}\n{price_words.not_counted()}" if told else ""


def _value(row: "PositionRow") -> Cell:
    position = row.position
    if isinstance(position.value, Unknown):
        return _unknown(position.value)
    if row.showing.hide_amounts:
        return Cell(formats.HIDDEN, "quiet", spoken=_tr("hidden"))
    value = position.value
    tip = f"{formats.amount(value.value, 2)} {value.currency or row.showing.base_currency}"
    if position.price_origin == "cost":
        tip += "\n" + _tr("At cost: no price is known.")
    return Cell(formats.amount(value.value), "faded" if value.old else "ink", tip=tip)


def _weight(row: "PositionRow") -> Cell:
    position = row.position
    if position.weight is None:
        if position.watched:
            return OFF
        why = why_left_out(position)
        return Cell(formats.UNKNOWN, "quiet", tip=_tr("Left out of all weights: {why}.").format(why=why))
    return Cell(formats.percent(position.weight))


# -- ring and levels --------------------------------------------------------------------------------


def _ring(row: "PositionRow") -> Cell:
    if row.fund is not None:
        return _fund_ring(row.fund)
    if row.position.kind == "cash":
        return OFF
    if row.company is None:
        return Cell(
            wording.label("place", "not_known"), "quiet", tip=_tr("Nothing is known of this position.")
        )
    return company_cells.ring(row.company)


def _fund_ring(fund: FundResult) -> Cell:
    low, high = formats.percent(fund.inside_low, 0), formats.percent(fund.inside_high, 0)
    text = low if low == high else f"{low.rstrip('%')}–{high}"
    tip = _tr(
        "{low} to {high} of the fund is in companies on a loop; {covered} of it is looked through."
    ).format(low=low, high=high, covered=formats.percent(fund.covered, 0))
    return Cell(
        _tr("Fund · {range} inside").format(range=text),
        "quiet",
        short=_tr("{range} in").format(range=text),
        tip=tip,
    )


def _level(row: "PositionRow") -> Cell:
    if row.position.kind == "cash":
        return OFF
    if row.company is None:
        why = _tr("Funds are looked through, not given a level.") if row.fund else _tr("Not enough is known.")
        return Cell(formats.UNKNOWN, badge="unknown", tip=why, spoken=_tr("not known"))
    return company_cells.level(row.company)


def _tags(row: "PositionRow") -> Cell:
    text = ", ".join(row.tags)
    return Cell(text, "quiet", tip=text) if text else Cell("", spoken=_tr("none"))


# -- age ---------------------------------------------------------------------------------------------


def _age(row: "PositionRow") -> Cell:
    seconds = _age_seconds(row)
    if seconds is None:
        return OFF
    stale = isinstance(row.position.price, Figure) and row.position.price.old
    text = formats.age(seconds)
    tip = price_words.origin(row.position, row.showing.now)
    return Cell(text, "faded" if stale else "quiet", tip=tip)


def _age_seconds(row: "PositionRow") -> float | None:
    position = row.position
    if position.kind == "cash" or position.price_origin == "cost":
        return None
    if position.quoted_at is not None:
        return (row.showing.now - position.quoted_at).total_seconds()
    if isinstance(position.price, Figure):
        noon = datetime.combine(position.price.as_of, time(12), row.showing.now.tzinfo)
        return max(0.0, (row.showing.now - noon).total_seconds())
    return None


def _of_company(make: Callable[[CompanyResult], Cell]) -> "Callable[[PositionRow], Cell]":
    """A cell that only companies have: off for funds and cash, not known for the rest."""

    def cell(row: "PositionRow") -> Cell:
        if row.company is not None:
            return make(row.company)
        if row.fund is not None or row.position.kind == "cash":
            return OFF
        return Cell(formats.UNKNOWN, "quiet", spoken=_tr("not known"))

    return cell


def _unknown(value: Unknown) -> Cell:
    return Cell(formats.UNKNOWN, "quiet", tip=wording.sentence(value.reason), spoken=_tr("not known"))


def _notes(position: PositionResult) -> str:
    return "\n".join(wording.sentence(note) for note in position.notes)


CELLS: "dict[str, Callable[[PositionRow], Cell]]" = {
    "symbol": _symbol,
    "price": _price,
    "today": _today,
    "market": _market,
    "value": _value,
    "weight": _weight,
    "ring": _ring,
    "level": _level,
    "valuation": _of_company(partial(company_cells.family, "valuation")),
    "debt_spending": _of_company(partial(company_cells.family, "debt_spending")),
    "earnings_quality": _of_company(partial(company_cells.family, "earnings_quality")),
    "circularity": _of_company(partial(company_cells.family, "circularity")),
    "concentration": _of_company(partial(company_cells.family, "concentration")),
    "pe_ttm": _of_company(partial(company_cells.finding, "pe_ttm", formats.ratio)),
    "debt_equity": _of_company(partial(company_cells.finding, "debt_equity", formats.ratio)),
    "top_customer": _of_company(partial(company_cells.finding, "top_customer", formats.whole_percent)),
    "ai_role": _of_company(company_cells.role),
    "tags": _tags,
    "age": _age,
}
_FAMILIES = ("valuation", "debt_spending", "earnings_quality", "circularity", "concentration")
_SCREENS = ("pe_ttm", "debt_equity", "top_customer")


def tip(row: "PositionRow", column: str) -> str:
    """What the tooltip of a cell says; sentences are only worded when someone asks."""
    if row.company is not None and column in _SCREENS:
        return company_cells.finding_tip(column, row.company)
    if row.company is not None and column in _FAMILIES:
        return company_cells.family_tip(column, row.company)
    return row.cell(column).tip


def _number(value: Figure | Unknown) -> SortKey:
    return float(value.value) if isinstance(value, Figure) else None


def _fraction(value: Decimal | None) -> SortKey:
    return None if value is None else float(value)


def _screen_key(screen: str) -> "Callable[[PositionRow], SortKey]":
    return lambda row: None if row.company is None else company_cells.finding_key(row.company, screen)


def _family_key(family: str) -> "Callable[[PositionRow], SortKey]":
    return lambda row: None if row.company is None else row.company.family_levels.get(family)


KEYS: "dict[str, Callable[[PositionRow], SortKey]]" = {
    "symbol": lambda row: row.position.symbol.casefold(),
    "price": lambda row: _number(row.position.price),
    "today": lambda row: _fraction(row.position.change),
    "market": lambda row: price_words.market(row.position).casefold() or None,
    "value": lambda row: _number(row.position.value),
    "weight": lambda row: _fraction(row.position.weight),
    "ring": lambda row: None if row.company is None else company_cells.ring_key(row.company),
    "level": lambda row: row.level,
    **{family: _family_key(family) for family in _FAMILIES},
    **{screen: _screen_key(screen) for screen in _SCREENS},
    "ai_role": lambda row: None if row.role is None else wording.label("role", row.role).casefold(),
    "tags": lambda row: ", ".join(row.tags).casefold() or None,
    "age": _age_seconds,
}
"""What a column sorts by; None where there is no value."""
