"""A separate process, unmodified: real names, TLS, cookies and proxy settings, a fake Yahoo behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.fakes.yahoo import Fault
from tests.fakes.yahoo_world import YahooWorld

PROGRAM = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from screener.providers import PROVIDERS
from screener.providers.provider import Surroundings

(entry,) = (entry for entry in PROVIDERS if entry.id == "yahoo")
yahoo = entry.open(Surroundings(Path(sys.argv[1]), lambda: datetime.now(UTC)))
for line in sys.stdin:
    batch = yahoo.quotes(line.split())
    answer = {
        "prices": {quote.symbol: str(quote.price) for quote in batch.quotes},
        "missing": batch.missing,
        "failure": batch.failure and batch.failure.id,
        "pause": batch.retry_at is not None,
    }
    print(json.dumps(answer), flush=True)
yahoo.close()
"""


def test_a_whole_process_lives_through_trouble(tmp_path: Path) -> None:
    with YahooWorld(tmp_path) as world:
        world.yahoo.market.set("NVDA", price=181.5)
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path)],
            env={**os.environ, **world.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:

            def ask(symbols: str) -> dict[str, Any]:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(symbols + "\n")
                process.stdin.flush()
                answer: dict[str, Any] = json.loads(process.stdout.readline())
                return answer

            good: dict[str, Any]
            good = {"prices": {"NVDA": "181.5", "KO": "69.9"}, "missing": [], "failure": None, "pause": False}
            assert ask("NVDA KO") == good
            assert [request.endpoint for request in world.yahoo.requests] == ["cookie", "crumb", "quote"]
            assert all("A3=" in request.cookie for request in world.yahoo.requests[1:])

            world.yahoo.fail(Fault.BAD_GATEWAY)
            trouble = {"prices": {}, "missing": ["NVDA"], "failure": "source.server_error", "pause": False}
            assert ask("NVDA") == trouble

            world.yahoo.heal()
            assert ask("NVDA KO") == good

            world.offline()
            assert ask("NVDA")["failure"] == "source.unreachable"
            world.online()
            world.yahoo.forget()
            assert ask("NVDA")["pause"] is True
            assert world.yahoo.count() == 0

            _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
        assert world.refused_hosts == []
