"""The ways an outside source can fail, each an error of its own with a worded reason."""

from datetime import datetime
from typing import ClassVar

from screener.domain.message import Message, Text
from screener.errors import DataSourceError
from screener.wording.sources import source_failure


class SourceFailed(DataSourceError):
    """A source failed; `failure` is the reason still to be worded, `retry_at` the next try."""

    cause: ClassVar[str]
    names_host: ClassVar[bool] = False

    def __init__(
        self, source: str, *, host: str = "", retry_at: datetime | None = None, symbol: str | None = None
    ) -> None:
        arguments = {"source": Text(source)}
        if symbol is not None:
            arguments["symbol"] = Text(symbol)
        if self.names_host:
            arguments["host"] = Text(host)
        self.failure = Message(f"source.{self.cause}", dict(arguments))
        super().__init__(source_failure(self.failure), host=host, retry_at=retry_at)


class RateLimited(SourceFailed):
    """The source asks for fewer requests (HTTP 429)."""

    cause = "rate_limited"


class Refused(SourceFailed):
    """The source does not let us in (HTTP 401 or 403)."""

    cause = "refused"


class Unreachable(SourceFailed):
    """No connection: no network, name not found, connection refused or cut, bad certificate."""

    cause = "unreachable"


class TimedOut(SourceFailed):
    """Connected, but no answer within the time limit."""

    cause = "timed_out"


class ServerError(SourceFailed):
    """The source reports a fault of its own (HTTP 5xx)."""

    cause = "server_error"


class BadAnswer(SourceFailed):
    """The answer is not what it should be: cut off, not JSON, another shape."""

    cause = "bad_answer"


class SymbolUnknown(SourceFailed):
    """The source answered that it does not know the symbol. Says nothing about its health."""

    cause = "symbol_unknown"


class NoContact(SourceFailed):
    """The source wants to be told who asks, and no contact address is set. Nothing was sent."""

    cause = "no_contact"


class HostOff(SourceFailed):
    """The user turned the host off. Nothing was sent, and it says nothing about the health of the source."""

    cause = "host_off"
    names_host = True


class SourceClosed(SourceFailed):
    """The source was closed while the request waited."""

    cause = "closed"


FAILURES: dict[str, type[SourceFailed]] = {
    kind.cause: kind
    for kind in (
        RateLimited,
        Refused,
        Unreachable,
        TimedOut,
        ServerError,
        BadAnswer,
        SymbolUnknown,
        NoContact,
        HostOff,
        SourceClosed,
    )
}
