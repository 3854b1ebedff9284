"""The top of the Inspector for a company: who it is, its level and why, its place in the ring."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from screener import wording
from screener.domain.assessment import CompanyResult, PositionResult
from screener.domain.figure import Figure
from screener.domain.finding import FAMILIES
from screener.ui import formats, labels
from screener.ui.panels.inspector_sections.section import RingSign, beside
from screener.ui.panels.inspector_sections.source_link import breakable
from screener.ui.widgets.level_badge import LevelBadge
from screener.wording.labels import in_sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("company_header", text)


def why_level(company: CompanyResult) -> str:
    """Which families make the level, what is not known, and how much of the core was judged."""
    known = [
        (family, level)
        for family in FAMILIES
        if (level := company.family_levels.get(family)) is not None and level > 0
    ]
    worst = sorted(known, key=lambda pair: -pair[1])
    named = ", ".join(f"{in_sentence(wording.label('family', family))} {level}" for family, level in worst)
    judged = _tr("{known} of {applicable} core screens known").format(
        known=company.known_core, applicable=company.applicable_core
    )
    if company.level is None:
        return _tr("Level not known: {judged}").format(judged=judged)
    head = _tr("Level {level}").format(level=company.level)
    if company.colour == "grey":
        head = _tr("Level {level}, no sign in what could be seen").format(level=company.level)
    return f"{head}: {named} · {judged}" if named else f"{head} · {judged}"


def holding_line(position: PositionResult | None, company: CompanyResult, *, hide_amounts: bool) -> str:
    """Price, today's move, and how much of the money is in it, directly and through funds."""
    parts: list[str] = []
    if position is not None:
        parts += priced(position)
    if company.weight:
        parts.append(_money(company))
    if position is not None and isinstance(position.value, Figure) and not position.watched:
        amount = formats.HIDDEN if hide_amounts else formats.amount(position.value.value)
        said = f"{amount} {position.value.currency or ''}".strip()
        at_cost = position.price_origin == "cost"
        parts.append(_tr("{amount} at cost").format(amount=said) if at_cost else said)
    return " · ".join(parts)


def priced(position: PositionResult) -> list[str]:
    """The price with its day; a price that does not make the value says so."""
    at_cost = position.price_origin == "cost"
    if not isinstance(position.price, Figure):
        return [_tr("no price known, counted at cost")] if at_cost else []
    price = f"{formats.price(position.price.value)} {position.price.currency or ''}".strip()
    day = formats.day(position.price.as_of)
    if at_cost:
        return [_tr("counted at cost, its price of {day} ({price}) is too old").format(day=day, price=price)]
    move = formats.change(position.change)
    words = _tr("{price} (price of {day}, {move} on the day)") if move else _tr("{price} (price of {day})")
    return [words.format(price=price, day=day, move=move)]


def _money(company: CompanyResult) -> str:
    whole = formats.percent(company.weight)
    through = company.weight - company.direct
    if through <= 0:
        return _tr("{share} of your money").format(share=whole)
    if company.direct <= 0:
        return _tr("{share} of your money, through funds").format(share=whole)
    return _tr("{share} of your money ({direct} held, {through} through funds)").format(
        share=whole, direct=formats.percent(company.direct), through=formats.percent(through)
    )


class CompanyHeader(QWidget):
    """Name, symbol, level badge, level in words, ring line."""

    def __init__(
        self,
        company: CompanyResult,
        position: PositionResult | None,
        *,
        hide_amounts: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        top = QHBoxLayout()
        top.setSpacing(8)
        self.name = labels.label(breakable(company.name), "title", wrap=True, selectable=True)
        top.addWidget(self.name, 1)
        badge = LevelBadge(company.level, grey=company.colour == "grey")
        top.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(labels.label(_who(company), "quiet", wrap=True, selectable=True))
        self._company, self._hide_amounts = company, hide_amounts
        self.money = labels.label("", "quiet", wrap=True, selectable=True)
        column.addWidget(self.money)
        self.show_position(position)
        inside = company.standing.place == "inside"
        self.ring = labels.label(
            wording.ring_line(company.standing), "accent" if inside else "strong", wrap=True, selectable=True
        )
        if inside:
            column.addLayout(beside(RingSign(), self.ring))
        else:
            column.addWidget(self.ring)
        reason = wording.sentence(company.standing.reason)
        column.addWidget(labels.label(reason, "caption", wrap=True, selectable=True))
        column.addWidget(labels.label(why_level(company), "caption", wrap=True, selectable=True))

    def show_position(self, position: PositionResult | None) -> None:
        """Show its price and value; a text that is being copied from stays."""
        money = holding_line(position, self._company, hide_amounts=self._hide_amounts)
        if money != self.money.text() and not self.money.hasSelectedText():
            self.money.setText(money)
        self.money.setVisible(bool(money))


def _who(company: CompanyResult) -> str:
    symbols = ", ".join(company.symbols) or company.symbol
    alias = next((each for each in company.aliases if not each.isascii()), "")
    return " · ".join(filter(None, (symbols, alias, company.sector)))
