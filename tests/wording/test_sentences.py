"""Every template with two different sets of words, and every message id in the program."""

import ast
import logging
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import screener
from screener import translation
from screener.domain.message import Argument, Day, Message, Names, Number, Text, Unit
from screener.wording import NotWordable, sentence, strict_sentence
from screener.wording.labels import LABELS, in_sentence, kind_of
from screener.wording.sentence import placeholders
from screener.wording.templates import TEMPLATES

FIRST_DAYS = (date(2024, 1, 31), date(2025, 2, 28))
NAMES = {"loop", "counterparty", "supplier", "symbols", "lines"}
each_template = pytest.mark.parametrize("message_id", sorted(TEMPLATES))


def _argument(name: str, turn: int, place: int) -> tuple[dict[str, Argument], str]:
    """An argument for a placeholder and the words it must become, different for each turn and place."""
    day = FIRST_DAYS[turn].replace(day=1 + place)
    shown = f"{day.day} {('Jan', 'Feb')[turn]} {day.year}"
    if name.endswith("_when"):
        fact = name.removesuffix("_when")
        kind, start = (("ttm", "twelve months to"), ("year", "fiscal year to"))[turn]
        return {f"{fact}_period": Text(kind), f"{fact}_day": Day(day)}, f"{start} {shown}"
    if name == "day" or name.endswith("_day"):
        return {name: Day(day)}, shown
    if name in NAMES:
        told = f"Name{turn}{place}"
        return {name: Names((told,))}, f"{told} pays {told}" if name == "loop" else told
    kind = kind_of(name)
    if kind is not None:
        known = sorted(LABELS[kind])
        chosen = known[(turn + place) % len(known)] if len(known) > 1 else (known[0], "someone")[turn]
        return {name: Text(chosen)}, in_sentence(LABELS[kind].get(chosen, chosen))
    number = 100 * (turn + 1) + place
    return {name: Number(Decimal(number), Unit.NONE)}, str(number)


def _filled(message_id: str, turn: int) -> tuple[Message, dict[str, str]]:
    arguments: dict[str, Argument] = {}
    words: dict[str, str] = {}
    names = sorted(placeholders(TEMPLATES[message_id]), key=lambda name: not name.endswith("_when"))
    for place, name in enumerate(names):
        if name in arguments and isinstance(given := arguments[name], Day):
            words[name] = f"{given.value.day} {('Jan', 'Feb')[turn]} {given.value.year}"
            continue
        more, words[name] = _argument(name, turn, place)
        arguments |= more
    return Message(message_id, arguments), words


@each_template
def test_each_number_stands_in_its_place(message_id: str) -> None:
    template = TEMPLATES[message_id]
    texts = []
    for turn in (0, 1):
        message, words = _filled(message_id, turn)
        text = strict_sentence(message)
        expected = template.format(**words).replace("..", ".")
        assert text[1:] == expected[1:]
        assert text[0].lower() == expected[0].lower()
        assert text[0].isupper() or template.startswith("{")
        assert text.endswith((".", "?"))
        texts.append(text)
    if placeholders(template):
        assert texts[0] != texts[1]


@each_template
def test_a_missing_argument_is_found(message_id: str) -> None:
    message, _ = _filled(message_id, 0)
    for name in sorted(placeholders(TEMPLATES[message_id])):
        absent = {name, f"{name.removesuffix('_when')}_period"} if name.endswith("_when") else {name}
        fewer = {key: value for key, value in message.arguments.items() if key not in absent}
        with pytest.raises(NotWordable):
            strict_sentence(Message(message_id, fewer))


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(Path(screener.__file__).parent.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts an argument can be: itself, or either arm of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _message_ids() -> dict[str, str]:
    """Ids written into the program as `Message("...")` and the like, with where."""
    found: dict[str, str] = {}
    for path, tree in _modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in ("Message", "unknown") or called.endswith("Unreadable"):
                found |= dict.fromkeys(_texts(node.args[0]), f"{path.name}:{node.lineno}")
    return found


def test_every_message_of_the_program_has_a_sentence() -> None:
    ids = _message_ids()
    assert len(ids) > 20
    missing = {
        one: where
        for one, where in ids.items()
        if one not in TEMPLATES and where.split(":")[0] != "sentence.py"
    }
    assert not missing


def test_no_sentence_advises_or_accuses() -> None:
    for text in TEMPLATES.values():
        words = set(text.lower().replace(".", " ").replace(",", " ").split())
        assert not words & {"buy", "sell", "fraud", "scam", "avoid", "recommend", "should"}


def test_a_message_of_another_version_is_said_to_be_one(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert "another version" in sentence(Message("no_such_message"))
        assert "another version" in sentence(Message("pe_ttm.fail"))
    assert "no_such_message" in caplog.text
    assert "lacks" in caplog.text


def test_sentences_go_through_the_translation() -> None:
    seen: list[tuple[str, str]] = []

    def shout(context: str, text: str) -> str:
        seen.append((context, text))
        return text.upper() if context == "Sentence" and "{" not in text else text

    translation.install(shout)
    try:
        assert sentence(Message("interest_cover.not_applicable.financial")).isupper()
        sentence(Message("ai_role.role", {"role": Text("fuel")}))
    finally:
        translation.install(None)
    assert ("Label", "Fuel") in seen


def test_names_lose_their_legal_form_and_full_stops_stay_single() -> None:
    loop = Names(("CoreWeave, Inc.", "NVIDIA Corporation"))
    arguments: dict[str, Argument] = {
        "loop": loop,
        "best": Text("firm"),
        "loops": Number(Decimal(41), Unit.COUNT),
        "records": Number(Decimal(14), Unit.COUNT),
        "tier": Text("press"),
    }
    text = strict_sentence(Message("place.inside", arguments))
    assert text == (
        "On 41 loops of money, the strongest signed: CoreWeave pays NVIDIA and NVIDIA pays CoreWeave. "
        "Taking away 14 records would change its place."
    )
    parties = Names(("Amazon.com, Inc.", "JPMorgan Chase & Co.", "Nebius Group N.V."))
    told = strict_sentence(Message("place.counterparty_record", arguments | {"counterparty": parties}))
    assert "Amazon.com, JPMorgan Chase & Co. and Nebius Group. 14 records" in told


@pytest.mark.parametrize(
    ("loops", "records", "start", "end"),
    [
        (2, 3, "On 2 loops of money, the strongest signed:", "Taking away 3 records would change its place."),
        (2, 1, "On 2 loops of money, the strongest signed:", "All of them rest on a single record (press)."),
        (1, 2, "On one loop of money, signed:", "Taking away 2 records would change its place."),
        (1, 1, "On one loop of money, signed:", "It rests on a single record (press)."),
    ],
)
def test_one_and_many_have_sentences_of_their_own(loops: int, records: int, start: str, end: str) -> None:
    text = strict_sentence(
        Message(
            "place.inside",
            {
                "loop": Names(("A Inc.", "B Corp.", "C plc")),
                "best": Text("firm"),
                "loops": Number(Decimal(loops), Unit.COUNT),
                "records": Number(Decimal(records), Unit.COUNT),
                "tier": Text("press"),
            },
        )
    )
    assert text == f"{start} A pays B, B pays C and C pays A. {end}"
