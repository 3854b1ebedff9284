"""Portfolios as a whole: every action stored, in one step, and taken back exactly."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from screener.domain.portfolio import Portfolio
from screener.errors import BadInput
from screener.services import portfolios
from screener.services.portfolios import PortfolioName
from screener.settings.values import Settings
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store

SAMPLE = msgspec.structs.replace(
    portfolio("sample", "Sample", holding("NVDA"), watch=("KO",)), is_sample=True
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[UserStore]:
    with user_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def settings(store: UserStore) -> Settings:
    return Settings(store.settings)


def names(store: UserStore) -> list[str]:
    return [one.name for one in portfolios.names(store)]


def test_the_sample_is_there_once(store: UserStore, settings: Settings) -> None:
    assert portfolios.opened(store, settings) is None
    assert portfolios.seed_sample(store, SAMPLE, NOW) is True
    assert portfolios.seed_sample(store, SAMPLE, NOW) is False
    assert portfolios.names(store) == (PortfolioName("sample", "Sample", True),)
    assert portfolios.opened(store, settings) == SAMPLE
    assert portfolios.can_undo(store) is None


def test_replacing_the_sample_opens_an_empty_portfolio(store: UserStore, settings: Settings) -> None:
    portfolios.seed_sample(store, SAMPLE, NOW)
    key = portfolios.clear_sample(store, settings, NOW)
    assert portfolios.opened(store, settings) == Portfolio(key, "My portfolio", "USD")
    assert portfolios.undo(store, NOW) == "Replace the sample portfolio"
    assert store.portfolios.all() == (SAMPLE,)
    assert portfolios.opened(store, settings) == SAMPLE
    portfolios.redo(store, NOW)
    assert names(store) == ["My portfolio"]
    assert portfolios.names(store)[0].is_sample is False


def test_a_second_empty_portfolio_gets_a_number(store: UserStore, settings: Settings) -> None:
    portfolios.create(store, settings, "my PORTFOLIO", "USD", NOW)
    portfolios.clear_sample(store, settings, NOW)
    assert names(store) == ["my PORTFOLIO", "My portfolio 2"]


def test_create_open_rename_and_change_the_currency(store: UserStore, settings: Settings) -> None:
    first = portfolios.create(store, settings, "  Long   term ", "eur", NOW)
    second = portfolios.create(store, settings, "輝達", "USD", NOW)
    opened = portfolios.opened(store, settings)
    assert opened is not None
    assert opened.key == second
    assert portfolios.open_portfolio(store, settings, first).base_currency == "EUR"
    portfolios.rename(store, first, "Old age", NOW)
    portfolios.set_base_currency(store, first, "TWD", NOW)
    assert portfolios.opened(store, settings) == Portfolio(first, "Old age", "TWD")
    assert portfolios.can_undo(store) == "Show Old age in TWD"
    assert [portfolios.undo(store, NOW) for _ in range(5)] == [
        "Show Old age in TWD",
        "Rename portfolio to Old age",
        "Create portfolio 輝達",
        "Create portfolio Long term",
        None,
    ]
    assert store.portfolios.all() == ()
    assert portfolios.can_redo(store) == "Create portfolio Long term"
    assert portfolios.redo(store, NOW) == "Create portfolio Long term"
    assert names(store) == ["Long term"]


def test_the_last_portfolio_is_replaced_by_an_empty_one(store: UserStore, settings: Settings) -> None:
    portfolios.seed_sample(store, SAMPLE, NOW)
    portfolios.delete(store, "sample", NOW)
    opened = portfolios.opened(store, settings)
    assert opened is not None
    assert (opened.name, opened.holdings, opened.is_sample) == ("My portfolio", (), False)
    assert portfolios.undo(store, NOW) == "Delete portfolio Sample"
    assert store.portfolios.all() == (SAMPLE,)


def test_deleting_one_of_two_keeps_the_other(store: UserStore, settings: Settings) -> None:
    portfolios.seed_sample(store, SAMPLE, NOW)
    key = portfolios.create(store, settings, "Mine", "USD", NOW)
    portfolios.delete(store, key, NOW)
    assert portfolios.opened(store, settings) == SAMPLE


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            lambda store, settings: portfolios.create(store, settings, "MINE", "USD", NOW),
            "already a portfolio",
        ),
        (lambda store, settings: portfolios.create(store, settings, " ", "USD", NOW), "enter a name"),
        (
            lambda store, settings: portfolios.create(store, settings, "New", "", NOW),
            "choose a base currency",
        ),
        (
            lambda store, settings: portfolios.create(store, settings, "New", "XXQ", NOW),
            "not a currency code",
        ),
        (
            lambda store, settings: portfolios.rename(store, "p2", "mine", NOW),
            "already a portfolio named mine",
        ),
        (lambda store, settings: portfolios.rename(store, "gone", "New", NOW), "does not exist any more"),
        (lambda store, settings: portfolios.delete(store, "gone", NOW), "does not exist any more"),
        (
            lambda store, settings: portfolios.set_base_currency(store, "p1", "euros", NOW),
            "not a currency code",
        ),
        (
            lambda store, settings: portfolios.open_portfolio(store, settings, "gone"),
            "does not exist any more",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    store: UserStore, settings: Settings, act: Callable[[UserStore, Settings], object], words: str
) -> None:
    from screener.store.actions import Action

    store.portfolios.save(Action("seed"), NOW, put=[portfolio("p1", "Mine"), portfolio("p2", "Other")])
    before = store.portfolios.all()
    with pytest.raises(BadInput, match=words):
        act(store, settings)
    assert store.portfolios.all() == before
    assert settings.text("open_portfolio") == ""


def test_a_portfolio_may_keep_its_own_name(store: UserStore, settings: Settings) -> None:
    key = portfolios.create(store, settings, "Mine", "USD", NOW)
    portfolios.rename(store, key, "MINE", NOW)
    assert names(store) == ["MINE"]
