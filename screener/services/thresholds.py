"""The user's own thresholds: changed steps and screens switched off, as one versioned set.

The settings keep what differs from the shipped steps; a file someone sends holds every step, so that it
means the same to a Ringfence with other shipped ones. A set's id is in every report: the shipped one is
"ringfence-1", any other carries a checksum of what it says, so that equal sets have one id wherever they
were made.
"""

import dataclasses
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from screener.domain.finding import Family
from screener.domain.message import Message, Unit
from screener.errors import BadInput
from screener.ordinary_file import read_ordinary
from screener.settings.values import Settings
from screener.translation import translate
from screener.wording import label

# The screens load numpy, so they are imported at the first use.
if TYPE_CHECKING:
    from screener.domain.screen import Screen, ThresholdSet

FORMAT = 1
SHIPPED = "ringfence-1"
SETTING = "threshold_set"
MAX_BYTES = 64_000
LARGEST = 1e9
FIXED_UNITS = frozenset({Unit.COUNT})
"""Steps that count something (how deep in the ring, how many suppliers) stand for kinds, not for amounts."""


class UserSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What differs from the shipped thresholds; `format` says how it is written."""

    format: int = FORMAT
    steps: dict[str, tuple[float, ...]] = {}
    off: tuple[str, ...] = ()


class _SetFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole set; `id` and `base` (the shipped set it was made from) are for people who look inside."""

    format: int
    steps: dict[str, tuple[float, ...]]
    off: tuple[str, ...] = ()
    id: str = ""
    base: str = ""


class ScreenThresholds(msgspec.Struct, frozen=True):
    """One screen as the settings show it; `steps` are in force, `default_steps` shipped.

    `above`: higher is worse; `inclusive`: reaching a step passes it. `editable` False: the screen has no
    steps, or steps that mean something by themselves; it can only be switched off. `origin` says where
    the shipped steps come from, `judgement` that nobody published them.
    """

    screen: str
    family: Family
    label: str
    unit: Unit
    above: bool
    inclusive: bool
    steps: tuple[float, ...]
    default_steps: tuple[float, ...]
    origin: Message
    judgement: bool
    editable: bool
    on: bool

    @property
    def changed(self) -> bool:
        """True when the user moved a step."""
        return self.steps != self.default_steps


def in_force(settings: Settings) -> "tuple[ThresholdSet, frozenset[str]]":
    """The thresholds to judge by and the screens that are switched off."""
    from screener.domain.screen import DEFAULT_THRESHOLDS, ThresholdSet

    own = _stored(settings)
    if not own.steps and not own.off:
        return DEFAULT_THRESHOLDS, frozenset()
    return ThresholdSet(id=_id(own), steps=own.steps), frozenset(own.off)


def rows(settings: Settings) -> tuple[ScreenThresholds, ...]:
    """Every screen with its steps, in reading order."""
    own = _stored(settings)
    return tuple(
        ScreenThresholds(
            screen=screen.id,
            family=screen.family,
            label=label("screen", screen.id),
            unit=screen.steps.unit,
            above=screen.steps.above,
            inclusive=screen.steps.inclusive,
            steps=own.steps.get(screen.id, screen.steps.values),
            default_steps=screen.steps.values,
            origin=Message(screen.steps.origin),
            judgement=screen.steps.judgement,
            editable=_is_editable(screen),
            on=screen.id not in own.off,
        )
        for screen in _screens().values()
    )


def change(settings: Settings, screen: str, steps: tuple[float, ...]) -> None:
    """Hold a screen against other steps; raises BadInput when they are not usable."""
    own = _stored(settings)
    _check_steps(_screen(screen), steps)
    _store(settings, msgspec.structs.replace(own, steps=_differing({**own.steps, screen: steps})))


def switch(settings: Settings, screen: str, *, on: bool) -> None:
    """Switch a screen on or off."""
    own = _stored(settings)
    _screen(screen)
    off = {*own.off} - {screen} if on else {*own.off, screen}
    _store(settings, msgspec.structs.replace(own, off=tuple(sorted(off))))


def reset(settings: Settings, screen: str | None = None) -> None:
    """Back to what is shipped: one screen, which is on again, or everything."""
    own = _stored(settings)
    if screen is None:
        _store(settings, UserSet())
    else:
        kept = {name: steps for name, steps in own.steps.items() if name != screen}
        _store(settings, UserSet(FORMAT, kept, tuple(name for name in own.off if name != screen)))


def as_text(settings: Settings) -> str:
    """The set in force as the text of a file, with every step that can be changed."""
    own = _stored(settings)
    thresholds, _ = in_force(settings)
    steps = {one.id: thresholds.of(one).values for one in _screens().values() if _is_editable(one)}
    whole = _SetFile(FORMAT, steps, own.off, thresholds.id, SHIPPED)
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def read_file(settings: Settings, path: Path) -> None:
    """Use the set of a file; raises BadInput and changes nothing when it is not one."""
    whole = _file(path)
    for screen, steps in whole.steps.items():
        _check_steps(_screen(screen), steps)
    for screen in whole.off:
        _screen(screen)
    _store(settings, UserSet(FORMAT, _differing(whole.steps), tuple(sorted({*whole.off}))))


def _file(path: Path) -> _SetFile:
    try:
        data = read_ordinary(path, MAX_BYTES)
    except OSError as error:
        raise BadInput(
            translate("thresholds", "{file} cannot be read: {reason}.").format(
                file=path, reason=error.strerror or error
            ),
            path=path,
        ) from error
    try:
        whole = msgspec.json.decode(data[:MAX_BYTES], type=_SetFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _no_set(path) from error
    if whole.format != FORMAT or len(data) > MAX_BYTES:
        raise _no_set(path)
    return whole


def _no_set(path: Path) -> BadInput:
    text = translate("thresholds", "{file} is not a set of thresholds this Ringfence can read.")
    return BadInput(text.format(file=path.name), path=path)


@cache
def _screens() -> "dict[str, Screen]":
    """The screens by id, in reading order; those that judge the portfolio with the steps they use there."""
    from screener.domain.exposure.portfolio_findings import STEPS
    from screener.domain.screen import SCREENS

    return {
        screen.id: dataclasses.replace(screen, steps=STEPS.get(screen.id, screen.steps)) for screen in SCREENS
    }


def _screen(screen_id: str) -> "Screen":
    screen = _screens().get(screen_id)
    if screen is None:
        raise BadInput(
            translate("thresholds", "There is no screen called {screen}.").format(screen=screen_id[:60])
        )
    return screen


def _is_editable(screen: "Screen") -> bool:
    return bool(screen.steps.values) and screen.steps.unit not in FIXED_UNITS


def _differing(steps: dict[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
    """Without the steps that are as shipped."""
    return {name: own for name, own in sorted(steps.items()) if own != _screen(name).steps.values}


def _stored(settings: Settings) -> UserSet:
    """The stored set, as far as it fits the screens of this program; what does not is as shipped."""
    try:
        own = msgspec.json.decode(settings.text(SETTING), type=UserSet)
    except msgspec.MsgspecError:
        return UserSet()
    if own.format != FORMAT:
        return UserSet()
    known = _screens()
    return UserSet(
        FORMAT,
        {name: steps for name, steps in own.steps.items() if name in known and _fits(known[name], steps)},
        tuple(name for name in own.off if name in known),
    )


def _store(settings: Settings, own: UserSet) -> None:
    settings.set(
        SETTING, "" if own == UserSet() else msgspec.json.encode(own, order="deterministic").decode()
    )


def _id(own: UserSet) -> str:
    text = msgspec.json.encode((SHIPPED, own), order="deterministic")
    return f"yours-{hashlib.sha256(text).hexdigest()[:8]}"


def _fits(screen: "Screen", steps: tuple[float, ...]) -> bool:
    """As many steps as shipped, different ones, mildest first, and none of them endless."""
    ordered = sorted(set(steps), reverse=not screen.steps.above)
    return (
        _is_editable(screen)
        and len(steps) == len(screen.steps.values)
        and list(steps) == ordered
        and all(abs(step) < LARGEST for step in steps)
    )


def _check_steps(screen: "Screen", steps: tuple[float, ...]) -> None:
    if not _is_editable(screen):
        text = translate("thresholds", "The steps of {screen} cannot be changed; it can be switched off.")
        raise BadInput(text.format(screen=label("screen", screen.id)))
    if not _fits(screen, steps):
        text = translate(
            "thresholds", "{screen} needs {n} different steps, each stricter than the one before."
        )
        raise BadInput(text.format(screen=label("screen", screen.id), n=len(screen.steps.values)))
