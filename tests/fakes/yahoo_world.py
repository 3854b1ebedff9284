"""The fake Yahoo, and a fake SEC beside it, for a whole program that knows nothing of them.

A CONNECT proxy leads every host of yahoo.com (and of sec.gov where there is a fake SEC) to a local TLS
server with a throw-away certificate; the program only gets environment variables:

    with YahooWorld(tmp_path) as world:
        subprocess.run(command, env={**os.environ, **world.environment})
        assert world.yahoo.count("quote") == 1
"""

import contextlib
import select
import socket
import ssl
import threading
from pathlib import Path
from typing import Self

import trustme

from screener.providers.yahoo.stream import STREAM_HOST
from tests.fakes.edgar import FakeSec
from tests.fakes.yahoo import FakeYahoo
from tests.fakes.yahoo_data import FakeMarket
from tests.fakes.yahoo_stream import FakeStreamer

_CHUNK = 65_536
_PATIENCE = 10.0
_LOOK_UP = 0.2


class YahooWorld:
    """Servers, certificate authority and proxy together; `offline` and `online` switch the network."""

    def __init__(self, folder: Path, market: FakeMarket | None = None, *, sec: FakeSec | None = None) -> None:
        """`sec` is a fake SEC that is running; without one its hosts are refused like any other."""
        authority = trustme.CA()
        self._authority_file = folder / "fake-authority.pem"
        authority.cert_pem.write_to_path(str(self._authority_file))
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("*.yahoo.com", "*.finance.yahoo.com").configure_cert(tls)
        self.yahoo = FakeYahoo(market, tls)
        self.streamer = FakeStreamer(tls)
        self.sec = sec
        if sec is not None:
            secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("www.sec.gov", "data.sec.gov").configure_cert(secure)
            sec.tls = secure
        self.names_are_lost = False
        """While True the proxy knows no host by its name."""
        self.reached_for: list[str] = []
        """Every host the program tried to connect to, in order."""
        self.refused_hosts: list[str] = []
        """Hosts nobody plays here that the program tried to reach."""
        self._port = 0
        self._listener: socket.socket | None = None
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        """What the program needs in its environment to live in this world."""
        proxy = f"http://127.0.0.1:{self._port}"
        authority = str(self._authority_file)
        return {
            "HTTPS_PROXY": proxy,
            "https_proxy": proxy,
            "HTTP_PROXY": proxy,
            "http_proxy": proxy,
            "ALL_PROXY": proxy,
            "all_proxy": proxy,
            "NO_PROXY": "",
            "no_proxy": "",
            # The HTTP library looks at the first before the second.
            "REQUESTS_CA_BUNDLE": authority,
            "CURL_CA_BUNDLE": authority,
            "SSL_CERT_FILE": authority,
        }

    def __enter__(self) -> Self:
        self.yahoo.__enter__()
        self.streamer.__enter__()
        self.online()
        return self

    def __exit__(self, *error: object) -> None:
        self.yahoo.heal()
        self.offline()
        self.streamer.__exit__(*error)
        self.yahoo.__exit__(*error)

    def offline(self) -> None:
        """Cut every connection and refuse new ones."""
        self._stopping.set()
        listener, self._listener = self._listener, None
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        if listener is not None:
            listener.close()

    def online(self) -> None:
        """Listen (again) at the same port."""
        if self._listener is None:
            self._stopping = threading.Event()
            self._listener = socket.create_server(("127.0.0.1", self._port), backlog=64)
            self._port = self._listener.getsockname()[1]
            self._listener.settimeout(_LOOK_UP)
            self._start(self._accept, self._listener)

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, name="fake proxy")  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while not self._stopping.is_set():
            try:
                client, _ = listener.accept()
            except TimeoutError:
                continue
            self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(_PATIENCE)
            host = _connect_target(client)
            self.reached_for.append(host)
            if self.names_are_lost:
                client.sendall(b"HTTP/1.1 502 Could not resolve host\r\nContent-Length: 0\r\n\r\n")
                return
            port = self._port_of(host)
            if port is None:
                self.refused_hosts.append(host)
                client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", port), _PATIENCE) as server:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._splice(client, server)

    def _port_of(self, host: str) -> int | None:
        """Where the host is played; None when it is by nobody."""
        if host == STREAM_HOST:
            return self.streamer.port
        if host.endswith(".yahoo.com"):
            return self.yahoo.port
        if self.sec is not None and host in ("www.sec.gov", "data.sec.gov"):
            return self.sec.port
        return None

    def _splice(self, client: socket.socket, server: socket.socket) -> None:
        other = {client: server, server: client}
        while not self._stopping.is_set():
            ready, _, _ = select.select(list(other), [], [], _LOOK_UP)
            for end in ready:
                data = end.recv(_CHUNK)
                if not data:
                    return
                other[end].sendall(data)


def _connect_target(client: socket.socket) -> str:
    """Host of a CONNECT request; "" for anything else."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _CHUNK:
        data = client.recv(_CHUNK)
        if not data:
            break
        head += data
    words = head.split(b"\r\n")[0].decode("latin-1").split()
    return (
        words[1].rpartition(":")[0]
        if len(words) > 1 and words[0] == "CONNECT"
        else words[1]
        if words[1:]
        else ""
    )
