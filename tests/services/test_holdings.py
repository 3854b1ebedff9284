"""Holdings, watchlist and imports: one action, one undo step, nothing lost."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from screener.domain.imported import ImportedPosition
from screener.domain.portfolio import Holding, Portfolio
from screener.errors import BadInput
from screener.services import holdings, portfolios
from screener.services.holding_input import HoldingDraft
from screener.settings.values import Settings
from screener.store.actions import Action
from screener.store.user import UserStore
from tests.builders.stores import NOW, holding, portfolio, user_store

P = "p1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[UserStore]:
    with user_store(tmp_path) as opened:
        opened.portfolios.save(Action("seed"), NOW, put=[portfolio(P, "Mine")], undoable=False)
        yield opened


@pytest.fixture
def settings(store: UserStore) -> Settings:
    return Settings(store.settings)


def mine(store: UserStore) -> Portfolio:
    found = store.portfolios.load(P)
    assert found is not None
    return found


def lines(store: UserStore, key: str = P) -> list[tuple[str, str, str | None, str | None]]:
    found = store.portfolios.load(key)
    assert found is not None
    return [
        (one.symbol, str(one.quantity), None if one.cost is None else str(one.cost), one.currency)
        for one in found.holdings
    ]


def add(
    store: UserStore, symbol: str, quantity: str = "10", cost: str = "", currency: str = "USD", **more: bool
) -> str:
    return holdings.add_holding(store, P, HoldingDraft(symbol, quantity, cost, currency), NOW, **more)


def test_add_edit_and_remove(store: UserStore) -> None:
    key = add(store, "nvda", "1,000", "$1,259.59")
    assert lines(store) == [("NVDA", "1000", "1259.59", "USD")]
    holdings.edit_holding(store, P, key, HoldingDraft("NVDA", "12", "", "USD"), NOW)
    assert lines(store) == [("NVDA", "12", None, "USD")]
    assert holdings.holding(mine(store), key).key == key
    holdings.remove_holdings(store, P, [key, "gone"], NOW)
    assert lines(store) == []
    assert [portfolios.undo(store, NOW) for _ in range(4)] == ["Remove NVDA", "Edit NVDA", "Add NVDA", None]
    with pytest.raises(BadInput, match="does not exist any more"):
        holdings.holding(mine(store), key)


def test_a_symbol_nobody_knows_is_kept(store: UserStore) -> None:
    add(store, "zzzz.unknown", "5", currency="")
    assert lines(store) == [("ZZZZ.UNKNOWN", "5", None, None)]


def test_a_symbol_held_already_is_refused_by_name(store: UserStore) -> None:
    first = add(store, "NVDA", "10.50", "1000")
    with pytest.raises(BadInput, match=r"^NVDA is already held here \(10\.50\); edit that row instead\.$"):
        add(store, "nvda", "5", "600")
    assert lines(store) == [("NVDA", "10.50", "1000", "USD")]
    assert add(store, "nvda", "5", "600", merge=True) == first
    assert lines(store) == [("NVDA", "15.50", "1600", "USD")]


@pytest.mark.parametrize(
    ("quantity", "cost", "currency"), [("5", "600", "EUR"), ("5", "", "USD"), ("-5", "600", "USD")]
)
def test_what_cannot_be_added_exactly_is_a_lot_of_its_own(
    store: UserStore, quantity: str, cost: str, currency: str
) -> None:
    first = add(store, "NVDA", "10", "1000")
    assert add(store, "NVDA", quantity, cost, currency, merge=True) != first
    assert lines(store) == [("NVDA", "10", "1000", "USD"), ("NVDA", quantity, cost or None, currency)]


def test_cash_of_two_currencies_and_a_ticker_called_usd(store: UserStore) -> None:
    for draft in (
        HoldingDraft("", "100", "", "USD", "cash"),
        HoldingDraft("", "200", "", "EUR", "cash"),
        HoldingDraft("USD", "3", "", "USD"),
    ):
        holdings.add_holding(store, P, draft, NOW)
    assert [(one.symbol, one.kind) for one in mine(store).holdings] == [
        ("USD", "cash"),
        ("EUR", "cash"),
        ("USD", None),
    ]
    with pytest.raises(BadInput, match="already held"):
        holdings.add_holding(store, P, HoldingDraft("", "5", "", "USD", "cash"), NOW)


def test_editing_keeps_the_name_and_price_of_the_same_symbol_only(store: UserStore) -> None:
    one = holding("FUND", "5", name="A fund", manual_price=Decimal("12.5"))
    store.portfolios.save(Action("seed"), NOW, put=[portfolio(P, "Mine", one)])
    holdings.edit_holding(store, P, one.key, HoldingDraft("fund", "6", "", "USD"), NOW)
    assert mine(store).holdings[0] == holding("FUND", "6", name="A fund", manual_price=Decimal("12.5"))
    holdings.edit_holding(store, P, one.key, HoldingDraft("NVDA", "6", "", "USD"), NOW)
    assert mine(store).holdings[0] == Holding(one.key, "NVDA", Decimal(6), "USD")


def test_editing_into_a_symbol_of_another_row_is_refused(store: UserStore) -> None:
    add(store, "NVDA")
    key = add(store, "KO")
    with pytest.raises(BadInput, match=r"^NVDA is already held here in another row\.$"):
        holdings.edit_holding(store, P, key, HoldingDraft("nvda", "1"), NOW)
    assert [line[0] for line in lines(store)] == ["NVDA", "KO"]


def test_bad_text_changes_nothing(store: UserStore) -> None:
    key = add(store, "NVDA")
    before = mine(store)
    for quantity in ("", "abc", "0", "1e99", "99999999999999"):
        with pytest.raises(BadInput):
            holdings.edit_holding(store, P, key, HoldingDraft("NVDA", quantity), NOW)
        with pytest.raises(BadInput):
            add(store, "KO", quantity)
    assert mine(store) == before
    assert portfolios.can_undo(store) == "Add NVDA"


def test_watching_twice_is_watching_once(store: UserStore) -> None:
    key = holdings.add_watch(store, P, "ko", NOW)
    assert holdings.add_watch(store, P, " KO ", NOW) == key
    other = holdings.add_watch(store, P, "輝達", NOW)
    assert [entry.symbol for entry in mine(store).watchlist] == ["KO", "輝達"]
    holdings.remove_watch(store, P, [key], NOW)
    holdings.remove_watch(store, P, [key, other], NOW)
    assert mine(store).watchlist == ()
    assert [portfolios.undo(store, NOW) for _ in range(4)] == [
        "Stop watching 輝達",
        "Stop watching KO",
        "Watch 輝達",
        "Watch KO",
    ]


def test_several_rows_are_one_step(store: UserStore) -> None:
    keys = [add(store, symbol) for symbol in ("A", "B", "C")]
    holdings.remove_holdings(store, P, keys[:2], NOW)
    assert portfolios.undo(store, NOW) == "Remove 2 holdings"
    assert [one.key for one in mine(store).holdings] == keys


IMPORTED = (
    ImportedPosition(2, "NVDA", Decimal("10"), currency="USD", cost=Decimal("1000")),
    ImportedPosition(3, "NVDA", Decimal("2.5"), currency="USD", cost=Decimal("300.10")),
    ImportedPosition(4, "NVDA", Decimal("1"), currency="EUR", cost=Decimal("90")),
    ImportedPosition(5, None, Decimal("7"), isin="IE00B4L5Y983", name="World fund", kind="fund"),
    ImportedPosition(6, None, Decimal("3"), name="A private loan", kind="other"),
)


def test_an_import_makes_and_opens_a_portfolio(store: UserStore, settings: Settings) -> None:
    key = holdings.commit_import(
        store, settings, IMPORTED, NOW, into="new", portfolio_key=P, name="Broker", watch=["KO", "KO"]
    )
    assert lines(store, key) == [
        ("NVDA", "12.5", "1300.10", "USD"),
        ("NVDA", "1", "90", "EUR"),
        ("IE00B4L5Y983", "7", None, None),
        ("A private loan", "3", None, None),
    ]
    opened = portfolios.opened(store, settings)
    assert opened is not None
    assert (opened.key, opened.base_currency) == (key, "USD")
    assert opened.holdings[2].name == "World fund"
    assert [entry.symbol for entry in opened.watchlist] == ["KO"]
    assert portfolios.undo(store, NOW) == "Import portfolio Broker"
    assert [one.name for one in portfolios.names(store)] == ["Mine"]


def test_an_import_replaces_or_adds(store: UserStore, settings: Settings) -> None:
    add(store, "NVDA", "1", "50")
    add(store, "KO", "3")
    before = mine(store)
    holdings.commit_import(store, settings, IMPORTED[:1], NOW, into="add", portfolio_key=P)
    assert lines(store) == [("NVDA", "11", "1050", "USD"), ("KO", "3", None, "USD")]
    assert portfolios.undo(store, NOW) == "Add an import to Mine"
    assert mine(store) == before
    holdings.commit_import(store, settings, IMPORTED[:1], NOW, into="replace", portfolio_key=P)
    assert lines(store) == [("NVDA", "10", "1000", "USD")]
    assert portfolios.undo(store, NOW) == "Replace Mine by an import"
    assert mine(store) == before


def test_an_empty_import_or_a_taken_name_changes_nothing(store: UserStore, settings: Settings) -> None:
    with pytest.raises(BadInput, match="holds no positions"):
        holdings.commit_import(store, settings, (), NOW, into="replace", portfolio_key=P)
    with pytest.raises(BadInput, match="already a portfolio named mine"):
        holdings.commit_import(store, settings, IMPORTED, NOW, into="new", portfolio_key=P, name="mine")
    assert portfolios.can_undo(store) is None


amount = st.decimals(min_value="0.000001", max_value=10**9, places=6)
lot = st.builds(
    Holding,
    key=st.uuids().map(str),
    symbol=st.sampled_from(["A", "B", "USD"]),
    quantity=amount | amount.map(lambda one: one.copy_negate()),
    currency=st.none() | st.sampled_from(["USD", "EUR"]),
    cost=st.none() | amount,
    kind=st.none() | st.sampled_from(["equity", "cash"]),
)


@given(st.lists(lot, max_size=6), st.lists(lot, max_size=12))
def test_merging_keeps_every_unit_and_every_cent(kept: list[Holding], new: list[Holding]) -> None:
    result = holdings.merged(kept, new)

    def totals(rows: list[Holding]) -> dict[tuple[object, ...], tuple[Decimal, Decimal]]:
        found: dict[tuple[object, ...], tuple[Decimal, Decimal]] = {}
        for one in rows:
            group = (one.symbol, one.currency, one.kind == "cash", one.quantity > 0, one.cost is None)
            quantity, cost = found.get(group, (Decimal(0), Decimal(0)))
            found[group] = quantity + one.quantity, cost + (one.cost or 0)
        return found

    assert totals(list(result)) == totals([*kept, *new])
    assert [one.key for one in result[: len(kept)]] == [one.key for one in kept]
    assert len({one.key for one in result}) == len(result)


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "merge", "edit", "remove", "watch", "unwatch", "import", "rename"]),
        st.sampled_from(["A", "B", "C"]),
        st.integers(1, 50),
    ),
    max_size=15,
)


@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_undoing_everything_gives_back_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, str, int]]
) -> None:
    with user_store(tmp_path_factory.mktemp("undo")) as store:
        start = portfolio(P, "Mine", holding("A", "1", "10"), watch=("B",))
        store.portfolios.save(Action("seed"), NOW, put=[start], undoable=False)
        seen = [store.portfolios.all()]
        for verb, symbol, number in done:
            with suppress(BadInput):
                act(store, verb, symbol, number)
            if store.portfolios.all() != seen[-1]:
                seen.append(store.portfolios.all())
        for before in reversed(seen[:-1]):
            assert portfolios.undo(store, NOW) == portfolios.can_redo(store)
            assert store.portfolios.all() == before
        assert portfolios.can_undo(store) is None
        for after in seen[1:]:
            assert portfolios.redo(store, NOW) == portfolios.can_undo(store)
            assert store.portfolios.all() == after
        assert portfolios.can_redo(store) is None


def act(store: UserStore, verb: str, symbol: str, number: int) -> None:
    now = mine(store)
    draft = HoldingDraft(symbol, str(number), str(number * 10), "USD")
    if verb in ("add", "merge"):
        holdings.add_holding(store, P, draft, NOW, merge=verb == "merge")
    elif verb == "edit" and now.holdings:
        holdings.edit_holding(store, P, now.holdings[number % len(now.holdings)].key, draft, NOW)
    elif verb == "remove":
        holdings.remove_holdings(store, P, [one.key for one in now.holdings[: number % 3]], NOW)
    elif verb == "watch":
        holdings.add_watch(store, P, symbol, NOW)
    elif verb == "unwatch":
        holdings.remove_watch(store, P, [entry.key for entry in now.watchlist[:1]], NOW)
    elif verb == "import":
        position = ImportedPosition(2, symbol, Decimal(number), currency="USD")
        into = "add" if number % 2 else "replace"
        holdings.commit_import(store, Settings(store.settings), [position], NOW, into=into, portfolio_key=P)
    elif verb == "rename":
        portfolios.rename(store, P, f"Mine {number}", NOW)
