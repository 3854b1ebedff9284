"""Nobody is asked for anything when the user does not want it: every kind of request, a whole process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screener.providers import PROVIDERS
from tests.fakes.yahoo_world import YahooWorld

pytestmark = pytest.mark.slow

PROGRAM = """
import json, sys
from screener.errors import RingfenceError
from screener.services.opening import open_workspace

offline, off, settings = json.loads(sys.argv[1])
told = {}
with open_workspace(offline=offline) as workspace:
    for key, value in settings.items():
        workspace.set_setting(key, value)
    for host in off:
        workspace.switch_host(host, on=False)
    workspace.live.start(lambda: None)
    told["mode"] = workspace.refresh().assessment.mode
    workspace.look()
    for span in ("3m", "1y", "5y"):
        chart = workspace.price_chart("NVDA", span)
        told[span] = None if chart is None else chart.step
    try:
        told["found"] = len(workspace.search_online("coca"))
    except RingfenceError as error:
        told["found"] = error.message
    workspace.refresh_statements(lambda _seconds: True)
    if workspace.setting("sec_contact"):
        workspace.refresh_filings()
    told["hosts"] = {host.name: [host.turned_off, host.last_ok is not None] for host in workspace.hosts()}
print(json.dumps(told))
"""
HOSTS = [host for entry in PROVIDERS for host in entry.hosts]
OFFLINE = "Ringfence runs offline: nobody is asked."
CONTACT = {"sec_contact": "ann@example.org"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[YahooWorld]:
    with YahooWorld(tmp_path) as running:
        yield running


def told(
    world: YahooWorld, *, offline: bool = False, off: list[str] | None = None, settings: Any = None
) -> dict[str, Any]:
    """What the program says after asking for everything there is."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps([offline, off or [], settings or {}])],
        env={**os.environ, **world.environment},
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_offline_not_one_connection_is_opened(world: YahooWorld) -> None:
    said = told(world, offline=True, settings=CONTACT)
    assert world.reached_for == []
    assert (said["mode"], said["found"]) == ("snapshot", OFFLINE)
    assert (said["3m"], said["1y"], said["5y"]) == ("week", "week", "week"), "the closes that were shipped"


def test_with_live_quotes_off_not_one_connection_is_opened(world: YahooWorld) -> None:
    said = told(world, settings={"live_quotes": False})
    assert world.reached_for == []
    assert said["mode"] == "snapshot"
    assert "“Fetch live quotes” is off" in said["found"]


def test_with_every_host_off_not_one_connection_is_opened(world: YahooWorld) -> None:
    said = told(world, off=HOSTS, settings=CONTACT)
    assert world.reached_for == []
    assert said["hosts"] == {host: [True, False] for host in HOSTS}
    assert said["found"] == "You turned query2.finance.yahoo.com off in Settings > Sources."


@pytest.mark.parametrize("host", ["query1.finance.yahoo.com", "query2.finance.yahoo.com", "fc.yahoo.com"])
def test_a_single_host_that_is_off_is_never_reached_for(world: YahooWorld, host: str) -> None:
    told(world, off=[host])
    assert host not in world.reached_for
    assert world.reached_for, "the others go on"


def test_otherwise_all_of_it_is_asked(world: YahooWorld) -> None:
    said = told(world)
    assert {"query1.finance.yahoo.com", "query2.finance.yahoo.com"} <= set(world.reached_for)
    assert (said["mode"], said["3m"], said["1y"], said["5y"]) == ("live", "day", "day", "week")
    assert said["found"] == 1
    assert world.yahoo.count("chart") == 2, "three months and a year are one fetch"
    assert world.yahoo.count("search") == 1
    assert world.yahoo.count("timeseries") > 0
