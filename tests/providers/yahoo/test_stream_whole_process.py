"""A separate process, unmodified: real names, TLS and proxy settings, a fake stream behind."""

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from tests.fakes.yahoo_stream import Greeting
from tests.fakes.yahoo_world import YahooWorld

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from screener.providers import PROVIDERS
from screener.providers.provider import Surroundings

def tell(*words):
    print(*words, flush=True)

(entry,) = (entry for entry in PROVIDERS if entry.id == "yahoo")
yahoo = entry.open(Surroundings(Path(sys.argv[1]), lambda: datetime.now(UTC)))
tell("quoted", len(yahoo.quotes(["NVDA", "PENCE.L"]).quotes))
stream = yahoo.stream(
    lambda tick: tell(tick.symbol, tick.price, tick.currency),
    lambda state: tell("connected" if state.connected else state.failure.id),
)
for line in sys.stdin:
    stream.follow(line.split())
yahoo.close()
"""


def test_a_whole_process_hears_prices_through_tls_and_a_proxy(tmp_path: Path) -> None:
    with YahooWorld(tmp_path) as world:
        streamer = world.streamer
        with subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path)],
            env={**os.environ, **world.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            lines: queue.Queue[str] = queue.Queue()

            def listen() -> None:
                assert process.stdout is not None
                for line in process.stdout:
                    lines.put(line.strip())

            listener = threading.Thread(target=listen)
            listener.start()

            def heard() -> str:
                return lines.get(timeout=30)

            assert heard() == "quoted 2"
            assert streamer.attempts == []
            assert process.stdin is not None
            process.stdin.write("NVDA PENCE.L\n")
            process.stdin.flush()
            assert heard() == "connected"
            streamer.until(lambda: streamer.followed == {"NVDA", "PENCE.L"})
            streamer.tick("PENCE.L", 413.25)
            assert heard() == "PENCE.L 4.1325 GBP"

            world.offline()
            assert heard() == "source.unreachable"
            world.online()
            assert heard() == "connected"
            streamer.until(lambda: streamer.followed == {"NVDA", "PENCE.L"})
            streamer.tick("NVDA", 181.37)
            assert heard() == "NVDA 181.37 USD"

            streamer.greeting = Greeting.TOO_MANY
            streamer.drop()
            assert heard() == "source.unreachable"
            assert heard() == "source.rate_limited"

            process.stdin.close()
            errors = process.stderr.read() if process.stderr is not None else ""
            listener.join(20)
            assert (process.wait(20), errors) == (0, "")
        assert world.refused_hosts == []
