"""Messages turned into sentences, in the language of the reader."""

import logging
from itertools import combinations
from string import Formatter

from screener.domain.message import Argument, Day, Message, Names, Number, Text, Unit
from screener.translation import translate
from screener.wording.dates import day
from screener.wording.labels import in_sentence, is_labelled, kind_of, label
from screener.wording.names import short_name
from screener.wording.numbers import worded_number
from screener.wording.templates import TEMPLATES

_log = logging.getLogger(__name__)
_PARTIES = {"loop", "counterparty", "customer", "supplier", "company", "parties", "payee"}
"""Arguments that name parties of the ledger, with their full legal names."""
_PERIOD, _WHEN = "_period", "_when"


class NotWordable(LookupError):
    """A message has no template, or lacks an argument its template names."""


def sentence(message: Message) -> str:
    """The sentence of a message.

    A message stored by another version of the program may have no template here any more; that is
    said instead of a sentence, and never an error.
    """
    try:
        return strict_sentence(message)
    except NotWordable as error:
        _log.warning("message %s: %s", message.id, error)
        return translate("Sentence", "This was noted by another version of Ringfence and cannot be worded.")


def strict_sentence(message: Message) -> str:
    """The sentence of a message; raises NotWordable when it cannot be worded."""
    template = _template(message)
    if template is None:
        raise NotWordable(f"no template for {message.id}")
    words = {name: _worded(name, argument) for name, argument in message.arguments.items()}
    words |= _periods(message.arguments)
    missing = sorted(placeholders(template) - words.keys())
    if missing:
        raise NotWordable(f"{message.id} lacks {', '.join(missing)}")
    # A name may end in a full stop of its own.
    text = translate("Sentence", template).format(**words).replace("..", ".")
    return text[:1].upper() + text[1:] if template.startswith("{") else text


def _template(message: Message) -> str | None:
    """The sentence for these numbers: the one written for none or a single one of something goes first."""
    few = [
        f"|{name}={argument.value}"
        for name, argument in sorted(message.arguments.items())
        if isinstance(argument, Number) and argument.unit is Unit.COUNT and argument.value in (0, 1)
    ]
    for size in range(len(few), 0, -1):
        for chosen in combinations(few, size):
            template = TEMPLATES.get(message.id + "".join(chosen))
            if template is not None:
                return template
    return TEMPLATES.get(message.id)


def placeholders(template: str) -> set[str]:
    """The names a template wants filled."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _worded(name: str, argument: Argument) -> str:
    if isinstance(argument, Number):
        return worded_number(argument)
    if isinstance(argument, Day):
        return day(argument.value)
    if isinstance(argument, Names):
        short = name in _PARTIES
        names = tuple(short_name(each) if short else each for each in argument.values)
        return _path(names) if name == "loop" else _list(names)
    kind = kind_of(name)
    if kind is None or not is_labelled(kind, argument.value):
        return argument.value
    return in_sentence(label(kind, argument.value))


def _periods(arguments: dict[str, Argument]) -> dict[str, str]:
    """`x_when` for every `x_period` with its `x_day`: "twelve months to 26 Jul 2026"."""
    found = {}
    for name, argument in arguments.items():
        end = arguments.get(name.removesuffix(_PERIOD) + "_day")
        if name.endswith(_PERIOD) and isinstance(argument, Text) and isinstance(end, Day):
            when = label("period", argument.value).format(day=day(end.value))
            found[name.removesuffix(_PERIOD) + _WHEN] = when
    return found


def _path(names: tuple[str, ...]) -> str:
    """A loop in paying order, back to its beginning: "A pays B and B pays A"."""
    legs = zip(names, (*names[1:], *names[:1]), strict=True)
    pays = translate("List", "{payer} pays {payee}")
    return _list(tuple(pays.format(payer=payer, payee=payee) for payer, payee in legs))


def _list(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    first = translate("List", ", ").join(names[:-1])
    return translate("List", "{first} and {last}").format(first=first, last=names[-1])
