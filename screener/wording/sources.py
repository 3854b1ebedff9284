"""Sentences for what goes wrong with an outside source."""

from screener.domain.message import Message, Text
from screener.wording.sentence import sentence


def source_failure(message: Message) -> str:
    """The sentence of a `source.*` message; its arguments are `source` and sometimes `symbol` or `host`."""
    blank = dict.fromkeys(("source", "symbol", "host"), Text(""))
    return sentence(Message(message.id, {**blank, **message.arguments}))
