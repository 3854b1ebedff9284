"""A symbol is called delisted on evidence only."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from screener.domain.delisting import DAYS_MISSING, Seen, Trail, after, reason, seen_in
from screener.domain.message import Message
from screener.domain.quote import Quote, QuoteBatch
from screener.wording.sentence import strict_sentence

MONDAY = date(2026, 8, 17)
LAST_WEEK = date(2026, 8, 14)


def trail(*seen: Seen, days_apart: int = 1) -> Trail:
    made = Trail("X", "Yahoo Finance", LAST_WEEK)
    for number, one in enumerate(seen):
        made = after(made, one, MONDAY + timedelta(days=number * days_apart))
    return made


def test_one_failure_proves_nothing() -> None:
    assert trail("missing").standing == "doubtful"
    assert trail(*["missing"] * (DAYS_MISSING - 1)).standing == "doubtful"


def test_several_days_do() -> None:
    assert trail(*["missing"] * DAYS_MISSING).standing == "delisted"


def test_a_hundred_failures_on_one_day_are_one_day() -> None:
    assert trail(*["missing"] * 100, days_apart=0).standing == "doubtful"


def test_a_source_that_does_not_answer_says_nothing() -> None:
    assert trail(*["no_answer"] * 30).standing == "listed"
    assert trail(*["missing", "no_answer"] * 3).standing == "doubtful"


def test_the_source_saying_so_is_enough_and_stays() -> None:
    gone = trail("gone", "missing", "gone", "no_answer")
    assert (gone.standing, gone.gone_since) == ("delisted", MONDAY)


@pytest.mark.parametrize("before", ["gone", "missing"])
def test_a_quote_takes_everything_back(before: Seen) -> None:
    back = trail(*[before] * 9, "quoted")
    assert (back.standing, back.missing, back.gone_since) == ("listed", (), None)
    assert back.last_quoted == MONDAY + timedelta(days=9)


def test_the_trail_does_not_grow_for_ever_and_keeps_its_beginning() -> None:
    long = trail(*["missing"] * 400)
    assert len(long.missing) == DAYS_MISSING
    assert long.missing[0] == MONDAY


def test_a_clock_that_was_wrong_makes_no_day_twice() -> None:
    twice = after(after(trail("missing"), "missing", LAST_WEEK), "missing", MONDAY)
    assert twice.missing == (LAST_WEEK, MONDAY)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (["missing"], "listing_doubtful"),
        (["missing"] * DAYS_MISSING, "listing_delisted"),
        (["gone"], "listing_gone"),
    ],
)
def test_every_reason_has_a_sentence(seen: list[Seen], said: str) -> None:
    message = reason(trail(*seen))
    assert message is not None
    assert message.id == said
    assert "Yahoo Finance" in strict_sentence(message)
    assert "17 Aug 2026" in strict_sentence(message)
    assert reason(trail(*seen, "quoted")) is None


def test_a_symbol_that_never_had_a_quote_is_not_called_delisted() -> None:
    never = Trail("X", "Yahoo Finance")
    for day in range(2 * DAYS_MISSING):
        never = after(never, "missing", MONDAY + timedelta(days=day))
        message = reason(never)
        assert message is not None
        assert message.id == "listing_never_quoted"
        assert "delisted" not in strict_sentence(message)
        assert "17 Aug 2026" in strict_sentence(message)


NOW = datetime(2026, 8, 17, 15, tzinfo=UTC)
QUOTED = Quote("KO", Decimal(70), "USD", NOW, NOW, "Yahoo Finance", "EQUITY")


@pytest.mark.parametrize(
    ("batch", "seen"),
    [
        (QuoteBatch((QUOTED,), ("X",), NOW), "missing"),
        (QuoteBatch((QUOTED,), ("X",), NOW, gone=("X",)), "gone"),
        (QuoteBatch((QUOTED,), ("X",), NOW, failure=Message("source.timed_out")), "no_answer"),
        (QuoteBatch((), ("X", "KO"), NOW), "no_answer"),
        (QuoteBatch((QUOTED,), (), NOW), "no_answer"),
    ],
)
def test_what_a_refresh_says(batch: QuoteBatch, seen: Seen) -> None:
    assert seen_in(batch, ["X"]) == {"X": seen}
    assert seen_in(QuoteBatch((QUOTED,), (), NOW), ["KO"]) == {"KO": "quoted"}
