"""The list of sources."""

import subprocess
import sys
from pathlib import Path

from screener.providers import PROVIDERS
from screener.providers.failures import FAILURES
from screener.providers.provider import Provider, Surroundings
from tests.fakes.clocks import Clocks


def test_every_source_opens_without_touching_the_network(tmp_path: Path) -> None:
    assert len({entry.id for entry in PROVIDERS}) == len(PROVIDERS)
    for entry in PROVIDERS:
        source = entry.open(Surroundings(cache_folder=tmp_path, clock=Clocks().wall))
        assert isinstance(source, Provider)
        assert source.hosts == entry.hosts
        source.close()
        source.close()


def test_opening_the_sources_imports_nothing_heavy() -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from screener.providers import PROVIDERS\n"
        "from screener.providers.provider import Surroundings\n"
        "for entry in PROVIDERS: entry.open(Surroundings(Path('.'), lambda: datetime.now(UTC)))\n"
        "heavy = {'pandas', 'numpy', 'yfinance', 'curl_cffi', 'websockets', 'google.protobuf'}\n"
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_failure_has_a_sentence_that_names_the_source_or_the_host() -> None:
    for kind in FAILURES.values():
        sentence = kind("Some Source", symbol="ABC", host="some.example").message
        assert ("some.example" if kind.names_host else "Some Source") in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")
