"""A fake Yahoo Finance on 127.0.0.1 that the real yfinance talks to, and that can fail.

For tests in this process: `with FakeYahoo() as yahoo:` and a session from `tests.fakes.yahoo_session`.
For a whole program: `tests.fakes.yahoo_world`.
"""

import ssl
import threading
from collections.abc import Callable
from enum import Enum
from typing import Self
from urllib.parse import unquote

from tests.fakes.yahoo_data import FakeMarket, Json
from tests.fakes.yahoo_http import (
    DATA_ENDPOINTS,
    HTML_TYPE,
    Answer,
    Request,
    Server,
    json_answer,
)


class Fault(Enum):
    """What the server does instead of answering."""

    NONE = "none"
    RATE_LIMITED = "429"
    UNAUTHORISED = "401"
    FORBIDDEN = "403"
    BAD_GATEWAY = "502 with an HTML page"
    HTML = "200 with an HTML page"
    EMPTY = "200 with nothing"
    TRUNCATED = "half of the JSON"
    WRONG_SHAPE = "JSON of another shape"
    HALF = "half of the symbols"
    HANG = "no answer until the fault ends"
    DROP = "the connection is cut"


class FakeYahoo:
    """The server with its market, its faults and its memory of what was asked."""

    def __init__(self, market: FakeMarket | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.market = market or FakeMarket()
        self._tls = tls
        self._lock = threading.Lock()
        self._log: list[Request] = []
        self._fault = Fault.NONE
        self._where: frozenset[str] = DATA_ENDPOINTS
        self._healed = threading.Event()
        self._crumbs = 0
        self._retry_after = ""
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    # ------------------------------------------------------------ life

    def __enter__(self) -> Self:
        self.come_back()
        return self

    def __exit__(self, *_: object) -> None:
        self.heal()
        self.go_offline()

    @property
    def port(self) -> int:
        return self._port

    def go_offline(self) -> None:
        """Refuse connections from now on."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is not None and thread is not None:
            server.shutdown()
            thread.join()
            server.server_close()

    def come_back(self) -> None:
        """Listen (again) at the same port."""
        if self._server is None:
            self._server = Server(self.answer, self._port, self._tls)
            self._port = self._server.server_address[1]
            self._thread = threading.Thread(
                target=self._server.serve_forever, args=(0.02,), name="fake Yahoo"
            )
            self._thread.start()

    # ------------------------------------------------------------ faults

    def fail(
        self, fault: Fault, *, where: frozenset[str] | set[str] = DATA_ENDPOINTS, retry_after: str = ""
    ) -> None:
        """Show `fault` at the endpoints `where` (ALL_ENDPOINTS for everything) until `heal`."""
        with self._lock:
            self._healed.set()
            self._healed = threading.Event()
            self._fault, self._where, self._retry_after = fault, frozenset(where), retry_after

    def heal(self) -> None:
        """Answer normally from now on; hanging requests are answered too."""
        with self._lock:
            self._fault = Fault.NONE
            self._healed.set()

    def expire_crumb(self) -> None:
        """Accept only crumbs given out from now on."""
        with self._lock:
            self._crumbs += 1

    # ------------------------------------------------------------ memory

    @property
    def requests(self) -> tuple[Request, ...]:
        with self._lock:
            return tuple(self._log)

    def count(self, *endpoints: str) -> int:
        """Requests so far, to all endpoints or to those named."""
        return sum(1 for request in self.requests if not endpoints or request.endpoint in endpoints)

    def forget(self) -> None:
        with self._lock:
            self._log.clear()

    # ------------------------------------------------------------ answers

    @property
    def crumb(self) -> str:
        return f"fake.Crumb{self._crumbs}"

    def answer(self, request: Request) -> Answer:
        """What goes back for `request`; blocks while the server hangs."""
        with self._lock:
            self._log.append(request)
            fault = self._fault if request.endpoint in self._where else Fault.NONE
            healed, retry_after = self._healed, self._retry_after
        if fault is Fault.HANG:
            healed.wait()
            return Answer(200, b"", cut=True)
        if fault in _FAULT_ANSWERS:
            answer = _FAULT_ANSWERS[fault]
            headers = {"Retry-After": retry_after} if retry_after and answer.status == 429 else {}
            return Answer(answer.status, answer.body, answer.kind, headers, answer.cut)
        whole = self._normal(request, half=fault is Fault.HALF)
        if fault is Fault.TRUNCATED:
            return Answer(200, whole.body[: len(whole.body) // 2], whole.kind)
        return whole

    def _normal(self, request: Request, *, half: bool) -> Answer:
        makers: dict[str, Callable[[Request], Answer]] = {
            "cookie": _cookie,
            "consent": _consent,
            "crumb": lambda _: Answer(200, self.crumb.encode(), "text/plain"),
            "quote": lambda asked: self._quote(asked, half=half),
            "chart": self._chart,
            "search": self._search,
            "timeseries": self._timeseries,
            "summary": self._summary,
        }
        return (
            makers[request.endpoint](request) if request.endpoint in makers else Answer(404, b"", HTML_TYPE)
        )

    def _quote(self, request: Request, *, half: bool) -> Answer:
        if request.query.get("crumb") != self.crumb:
            return _INVALID_CRUMB
        asked = [symbol for symbol in request.query.get("symbols", "").split(",") if symbol]
        if half:
            asked = asked[::2]
        rows = [row for symbol in asked if (row := self.market.quote_row(symbol)) is not None]
        # Yahoo does not keep the order asked.
        return json_answer(200, {"quoteResponse": {"result": rows[::-1], "error": None}})

    def _chart(self, request: Request) -> Answer:
        interval = request.query.get("interval", "1d")
        days = {"1d": 1, "5d": 5, "1mo": 30, "6mo": 182, "1y": 365, "5y": 5 * 365, "10y": 10 * 365}.get(
            request.query.get("range", "")
        )
        chart = self.market.chart(_last_part(request), interval, days or 365)
        if chart is None:
            error = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
            return json_answer(404, {"chart": {"result": None, "error": error}})
        return json_answer(200, {"chart": {"result": [chart], "error": None}})

    def _search(self, request: Request) -> Answer:
        hits: list[Json] = self.market.search(request.query.get("q", ""))
        private = {
            "index": "0f",
            "name": "A private company",
            "permalink": "private",
            "isYahooFinance": False,
        }
        body: Json = {
            "explains": [],
            "count": len(hits) + 1,
            "quotes": [*hits, private],
            "news": [],
            "nav": [],
        }
        return json_answer(200, body)

    def _timeseries(self, request: Request) -> Answer:
        types = [name for name in request.query.get("type", "").split(",") if name]
        result = self.market.statements(_last_part(request), types)
        return json_answer(200, {"timeseries": {"result": result, "error": None}})

    def _summary(self, request: Request) -> Answer:
        if request.query.get("crumb") != self.crumb:
            return _INVALID_CRUMB
        summary = self.market.summary(_last_part(request), request.query.get("modules", "").split(","))
        if summary is None:
            error = {"code": "Not Found", "description": "Quote not found for symbol"}
            return json_answer(404, {"quoteSummary": {"result": None, "error": error}})
        return json_answer(200, {"quoteSummary": {"result": [summary], "error": None}})


def _error(code: str, description: str) -> Json:
    return {"finance": {"result": None, "error": {"code": code, "description": description}}}


def _page(title: str) -> bytes:
    head, body = f"<title>{title}</title>", f"<h1>{title}</h1>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


_INVALID_CRUMB = json_answer(401, _error("Unauthorized", "Invalid Crumb"))
_FAULT_ANSWERS = {
    Fault.RATE_LIMITED: Answer(429, b"Too Many Requests\r\n", "text/plain"),
    Fault.UNAUTHORISED: _INVALID_CRUMB,
    Fault.FORBIDDEN: Answer(403, _page("Forbidden"), HTML_TYPE),
    Fault.BAD_GATEWAY: Answer(502, _page("502 Bad Gateway"), HTML_TYPE),
    Fault.HTML: Answer(200, _page("Sorry"), HTML_TYPE),
    Fault.EMPTY: Answer(200, b""),
    Fault.WRONG_SHAPE: json_answer(200, {"quoteResponse": {"result": None}, "chart": [], "quotes": {"a": 1}}),
    Fault.DROP: Answer(200, b"", cut=True),
}


def _cookie(_: Request) -> Answer:
    # The real page is an error too; only its cookie matters.
    cookie = "A3=d=fake; Max-Age=31557600; Domain=.yahoo.com; Path=/; SameSite=None; Secure; HttpOnly"
    return Answer(404, _page("Not found"), HTML_TYPE, {"Set-Cookie": cookie})


def _consent(_: Request) -> Answer:
    # Outside Europe there is no consent form on this page.
    return Answer(200, _page("Yahoo"), HTML_TYPE)


def _last_part(request: Request) -> str:
    return unquote(request.path.rsplit("/", 1)[-1])
