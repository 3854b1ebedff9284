"""Where a price came from, what its market does, and a price outside the regular session, in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import PositionResult
from screener.domain.figure import Figure
from screener.ui import formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("price_words", text)


def market(position: PositionResult) -> str:
    """What the market of a quoted position does; empty without a quote and where nobody says."""
    if position.quoted_at is None or position.market_state in ("", "unknown"):
        return ""
    return wording.label("market", position.market_state)


def origin(position: PositionResult, now: datetime) -> str:
    """Live quote, last good quote with its age, shipped price, or the user's own; with its source and day."""
    price = position.price
    if position.price_origin == "cost":
        return _tr("No price to count by; counted at cost")
    if not isinstance(price, Figure):
        return ""
    parts = [wording.label("price_origin", position.price_origin)]
    if position.price_origin == "last_good" and position.quoted_at is not None:
        parts[0] = _tr("{origin}, {age} old").format(
            origin=parts[0], age=formats.age_between(position.quoted_at, now)
        )
    parts.append(price.source.title)
    if position.quoted_at is not None:
        parts.append(formats.moment(position.quoted_at, now))
        if position.delayed_minutes:
            parts.append(_tr("{n} min delayed").format(n=position.delayed_minutes))
    else:
        parts.append(formats.day(price.as_of))
    return " · ".join(parts)


def extended(position: PositionResult, now: datetime) -> str:
    """A price of the early or late session, "After hours 182.10 USD, +0.4%, 21:35"; empty without one."""
    told = position.extended
    if told is None or not isinstance(position.price, Figure):
        return ""
    price = f"{formats.price(told.price)} {position.price.currency or ''}".strip()
    change = formats.change(told.change_fraction)
    parts = [f"{wording.label('market', told.session)} {price}", change, formats.moment(told.at, now)]
    return ", ".join(filter(None, parts))


def not_counted() -> str:
    """That such a price values nothing."""
    return _tr("Values and weights stay on the regular price.")
