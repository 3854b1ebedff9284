"""The program as it is, with real names, TLS and cookies, in a world where Yahoo is a fake."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Ended, program
from tests.fakes.yahoo import Fault
from tests.fakes.yahoo_world import YahooWorld

pytestmark = pytest.mark.slow


@pytest.fixture
def world(tmp_path: Path) -> Iterator[YahooWorld]:
    with YahooWorld(tmp_path) as running:
        running.yahoo.market.set("NVDA", price=181.5, eps=7.0)
        yield running
        assert running.refused_hosts == [], "nobody but Yahoo was asked for"


def run(world: YahooWorld, *arguments: object) -> Ended:
    return program(*arguments, environment=world.environment)


def row(ended: Ended, symbol: str) -> dict[str, Any]:
    (found,) = (one for one in ended.result["positions"] if one["symbol"] == symbol)
    return dict(found)


def test_offline_asks_nobody_at_all(world: YahooWorld, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("symbol,quantity\nNVDA,1\n")
    for command in (
        ("screen", "--offline"),
        ("screen", file, "--offline"),
        ("export", "--offline", "--to", tmp_path / "out.csv"),
        ("watch", "--once", "--offline"),
        ("import", file, "--into", "Mine"),
        ("loops",),
    ):
        assert run(world, *command).code == 0
    assert world.yahoo.count() == 0


def test_screen_shows_live_prices_and_lives_through_trouble(world: YahooWorld) -> None:
    live = run(world, "screen", "--format", "json")
    assert (live.code, live.result["mode"]) == (0, "live")
    assert world.yahoo.count("quote") == 1, "one request for all symbols"
    nvidia = row(live, "NVDA")
    assert (nvidia["price"]["value"], nvidia["price_origin"]) == (181.5, "live")
    assert nvidia["quoted_at"] is not None
    assert row(live, "ABCX")["price_origin"] == "cost"
    assert row(live, "2330.TW")["price"]["currency"] == "TWD"

    world.yahoo.market.set("NVDA", price=999.0)
    world.yahoo.fail(Fault.BAD_GATEWAY)
    assert _kept(run(world, "screen", "--format", "json"), "trouble of its own")
    world.yahoo.heal()

    world.offline()
    assert _kept(run(world, "screen", "--format", "json"), "cannot be reached")

    world.online()
    back = run(world, "screen", "--format", "json")
    assert (back.result["mode"], row(back, "NVDA")["price"]["value"]) == ("live", 999.0)


def test_who_asks_for_fewer_requests_is_left_alone_by_the_next_run_too(world: YahooWorld) -> None:
    assert run(world, "screen", "--format", "json").result["mode"] == "live"
    world.yahoo.fail(Fault.RATE_LIMITED)
    world.yahoo.forget()
    assert _kept(run(world, "screen", "--format", "json"), "fewer requests")
    assert [request.endpoint for request in world.yahoo.requests] == ["cookie", "crumb", "quote"]

    world.yahoo.heal()
    world.yahoo.forget()
    assert _kept(run(world, "screen", "--format", "json"), "fewer requests")
    assert world.yahoo.count() == 0


def _kept(ended: Ended, why: str) -> bool:
    """Whether the last good price is shown as such, with the reason beside it."""
    nvidia = row(ended, "NVDA")
    assert (ended.code, ended.result["mode"]) == (0, "stale")
    assert (nvidia["price"]["value"], nvidia["price_origin"]) == (181.5, "last_good")
    assert why in ended.result["mode_reason"]
    assert why in ended.err
    return True


def test_watch_remembers_between_runs(world: YahooWorld) -> None:
    first = run(world, "watch", "--once", "--format", "json")
    assert (first.code, first.result["fired"]) == (0, [])
    world.offline()
    assert run(world, "watch", "--once", "--format", "json").code == 0
    world.online()
    world.yahoo.market.set("NVDA", price=900.0)
    fired = run(world, "watch", "--once", "--format", "json")
    assert fired.code == 1
    assert [(one["symbol"], one["rule"]) for one in fired.result["fired"]] == [("NVDA", "pe_ttm")]
