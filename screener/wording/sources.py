"""Sentences for what goes wrong with an outside source."""

from screener.domain.message import Message, Text
from screener.translation import translate


def source_failure(message: Message) -> str:
    """The sentence of a `source.*` message; its arguments are `source` and sometimes `symbol`."""
    values = {name: value.value for name, value in message.arguments.items() if isinstance(value, Text)}
    return _template(message.id).format(**{"source": "", "symbol": "", **values})


def _template(message_id: str) -> str:
    sentences = {
        "source.rate_limited": translate("Sources", "{source} asks for fewer requests."),
        "source.refused": translate("Sources", "{source} refused the request."),
        "source.unreachable": translate("Sources", "{source} cannot be reached."),
        "source.timed_out": translate("Sources", "{source} did not answer in time."),
        "source.server_error": translate("Sources", "{source} has trouble of its own."),
        "source.bad_answer": translate("Sources", "{source} sent an answer that cannot be read."),
        "source.symbol_unknown": translate("Sources", "{source} does not know {symbol}."),
        "source.closed": translate("Sources", "{source} is no longer asked: the program is closing."),
    }
    return sentences[message_id]
