"""What a change of the ledger does, in lines a user can read."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import Loop
from screener.domain.names import short_name
from screener.domain.ring.effect import Effect, PlaceChange, Seat
from screener.ui.models import deal_words
from screener.wording.labels import in_sentence

_SHOWN = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("effect_words", text)


def lines(effect: Effect, names: Mapping[str, str]) -> tuple[str, ...]:
    """One line each thing that changes, places first; a single line when nothing does."""
    if effect.is_empty:
        return (_tr("No place, loop or tie changes."),)
    moved = [change for change in effect.places if "place" in change.changed]
    others = [change for change in effect.places if "place" not in change.changed]
    said = [_place(change) for change in moved]
    said += _loops(effect.lost, names, _tr("1 loop is gone: {loops}"), _tr("{n} loops are gone: {loops}"))
    said += _loops(effect.gained, names, _tr("1 loop is new: {loops}"), _tr("{n} loops are new: {loops}"))
    if effect.altered:
        count = len(effect.altered)
        said.append(
            _tr("1 loop changes its strength or size.")
            if count == 1
            else _tr("{n} loops change their strength or size.").format(n=count)
        )
    said += [_rest(change) for change in others]
    if effect.truncated:
        said.append(_tr("The search for loops was cut short; there may be more."))
    return tuple(said)


def _place(change: PlaceChange) -> str:
    return _tr("{name}: {before} → {after}").format(
        name=short_name(change.name), before=_stands(change.before), after=_stands(change.after)
    )


def _stands(seat: Seat) -> str:
    place = in_sentence(wording.label("place", seat.place))
    if seat.strength is None:
        return place
    return f"{place} ({in_sentence(wording.label('strength', seat.strength))})"


def _rest(change: PlaceChange) -> str:
    before, after = change.before, change.after
    parts = []
    if "strength" in change.changed:
        parts.append(
            _tr("best loop {before} → {after}").format(before=_strength(before), after=_strength(after))
        )
    if "records" in change.changed:
        parts.append(
            _tr("rests on {before} → {after} records").format(before=before.records, after=after.records)
        )
    if "tie" in change.changed:
        parts.append(_tr("tie {before} → {after}").format(before=_tie(before), after=_tie(after)))
    return _tr("{name}: {changes}").format(name=short_name(change.name), changes=", ".join(parts))


def _tie(seat: Seat) -> str:
    grade = in_sentence(wording.label("grade", seat.tie.grade))
    return grade if seat.tie.share is None else f"{grade} ({wording.value(seat.tie.share)})"


def _strength(seat: Seat) -> str:
    return _tr("none") if seat.strength is None else in_sentence(wording.label("strength", seat.strength))


def _loops(loops: tuple[Loop, ...], names: Mapping[str, str], one: str, many: str) -> list[str]:
    if not loops:
        return []
    routes = "; ".join(deal_words.route(loop.entities, names) for loop in loops[:_SHOWN])
    if len(loops) > _SHOWN:
        routes = _tr("{routes}; and {n} more").format(routes=routes, n=len(loops) - _SHOWN)
    return [(one if len(loops) == 1 else many).format(n=len(loops), loops=routes)]
