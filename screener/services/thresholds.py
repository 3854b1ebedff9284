"""The user's own thresholds: changed steps and screens switched off, as one versioned set.

A set is a small JSON text, the same in the settings and in a file someone sends. Its id is in every
report: the shipped one is "ringfence-1", any other carries a checksum of what it says, so that two
equal sets have one id wherever they were made.
"""

import hashlib
from pathlib import Path

import msgspec

from screener.domain.finding import Family
from screener.domain.message import Message, Unit
from screener.domain.screen import DEFAULT_THRESHOLDS, SCREENS, Screen, ThresholdSet
from screener.errors import BadInput
from screener.settings.values import Settings
from screener.translation import translate
from screener.wording import label

FORMAT = 1
SETTING = "threshold_set"
MAX_BYTES = 64_000


class UserSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What differs from the shipped thresholds; `format` says how it is written."""

    format: int = FORMAT
    steps: dict[str, tuple[float, ...]] = {}
    off: tuple[str, ...] = ()


class ScreenThresholds(msgspec.Struct, frozen=True):
    """One screen as the settings show it; `steps` are in force, `default_steps` shipped."""

    screen: str
    family: Family
    label: str
    unit: Unit
    above: bool
    steps: tuple[float, ...]
    default_steps: tuple[float, ...]
    origin: Message
    judgement: bool
    on: bool

    @property
    def changed(self) -> bool:
        """True when the user moved a step."""
        return self.steps != self.default_steps


def in_force(settings: Settings) -> tuple[ThresholdSet, frozenset[str]]:
    """The thresholds to judge by and the screens that are switched off."""
    own = _stored(settings)
    if not own.steps and not own.off:
        return DEFAULT_THRESHOLDS, frozenset()
    return ThresholdSet(id=_id(own), steps=own.steps), frozenset(own.off)


def rows(settings: Settings) -> tuple[ScreenThresholds, ...]:
    """Every screen with its steps, in reading order; one without steps can only be switched off."""
    own = _stored(settings)
    return tuple(
        ScreenThresholds(
            screen=screen.id,
            family=screen.family,
            label=label("screen", screen.id),
            unit=screen.steps.unit,
            above=screen.steps.above,
            steps=own.steps.get(screen.id, screen.steps.values),
            default_steps=screen.steps.values,
            origin=Message(screen.steps.origin),
            judgement=screen.steps.judgement,
            on=screen.id not in own.off,
        )
        for screen in SCREENS
    )


def change(settings: Settings, screen: str, steps: tuple[float, ...]) -> None:
    """Hold a screen against other steps; raises BadInput when they are not usable."""
    own = _stored(settings)
    _check_steps(screen, steps)
    changed = {**own.steps, screen: steps}
    if steps == _screen(screen).steps.values:
        del changed[screen]
    _store(settings, msgspec.structs.replace(own, steps=changed))


def switch(settings: Settings, screen: str, *, on: bool) -> None:
    """Switch a screen on or off."""
    own = _stored(settings)
    _screen(screen)
    off = {*own.off} - {screen} if on else {*own.off, screen}
    _store(settings, msgspec.structs.replace(own, off=tuple(sorted(off))))


def reset(settings: Settings, screen: str | None = None) -> None:
    """Back to the shipped steps: of one screen, or everything."""
    own = _stored(settings)
    if screen is None:
        _store(settings, UserSet())
    else:
        kept = {name: steps for name, steps in own.steps.items() if name != screen}
        _store(settings, UserSet(FORMAT, kept, tuple(name for name in own.off if name != screen)))


def as_text(settings: Settings) -> str:
    """The set as the text of a file."""
    return msgspec.json.format(msgspec.json.encode(_stored(settings)), indent=2).decode() + "\n"


def read_file(settings: Settings, path: Path) -> None:
    """Use the set of a file; raises BadInput and changes nothing when it is not one."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise BadInput(
            translate("thresholds", "{file} cannot be read: {reason}.").format(
                file=path, reason=error.strerror or error
            ),
            path=path,
        ) from error
    own = _parsed(data)
    if own is None:
        raise BadInput(
            translate("thresholds", "{file} is not a set of thresholds.").format(file=path.name), path=path
        )
    for screen, steps in own.steps.items():
        _check_steps(screen, steps)
    for screen in own.off:
        _screen(screen)
    _store(settings, own)


def _screen(screen_id: str) -> Screen:
    for screen in SCREENS:
        if screen.id == screen_id:
            return screen
    raise BadInput(
        translate("thresholds", "There is no screen called {screen}.").format(screen=screen_id[:60])
    )


def _stored(settings: Settings) -> UserSet:
    """The stored set; one another version wrote differently counts as the shipped one."""
    own = _parsed(settings.text(SETTING).encode())
    if own is None:
        return UserSet()
    known = {screen.id: screen for screen in SCREENS}
    return UserSet(
        FORMAT,
        {
            name: steps
            for name, steps in own.steps.items()
            if name in known and len(steps) == len(known[name].steps.values)
        },
        tuple(name for name in own.off if name in known),
    )


def _parsed(data: bytes) -> UserSet | None:
    try:
        own = msgspec.json.decode(data, type=UserSet)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return own if own.format == FORMAT else None


def _store(settings: Settings, own: UserSet) -> None:
    settings.set(
        SETTING, "" if own == UserSet() else msgspec.json.encode(own, order="deterministic").decode()
    )


def _id(own: UserSet) -> str:
    digest = hashlib.sha256(msgspec.json.encode(own, order="deterministic")).hexdigest()
    return f"yours-{digest[:8]}"


def _check_steps(screen: str, steps: tuple[float, ...]) -> None:
    shipped = _screen(screen).steps
    ordered = sorted(steps, reverse=not shipped.above)
    usable = len(steps) == len(shipped.values) and all(abs(step) < 1e9 for step in steps)
    if not usable or list(steps) != ordered or len(set(steps)) != len(steps):
        raise BadInput(
            translate(
                "thresholds", "{screen} needs {n} different steps, each stricter than the one before."
            ).format(screen=label("screen", screen), n=len(shipped.values))
        )
