"""Return shares from the ledger: the worked example, when a number is given, and what is said else."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.figure import Figure, Unknown
from screener.domain.ring import ledger
from screener.domain.ring.deal import Deal
from screener.domain.ring.flows import last_four_quarters, yearly
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.money import revenue_figures
from screener.domain.ring.returns import Returns, ReturnShare, returns
from screener.domain.universe import Universe
from screener.wording import strict_sentence
from tests.builders.ledgers import deal, ledger_data, random_deals
from tests.builders.networks import WINDOW, revenue

YEAR = {"announced": "2025-07-01", "term_years": Decimal(1)}


def sale(payer: str, payee: str, amount: int, **changes: object) -> Deal:
    """A signed contract that is paid for within the window."""
    return deal(payer, payee, **{"amount_usd": Decimal(amount), **YEAR, **changes})


def stake(payer: str, payee: str, amount: int, day: str = "2025-09-15", **changes: object) -> Deal:
    """Shares bought and paid for on a day."""
    fields = {"amount_usd": Decimal(amount), "status": "closed", "announced": day, **changes}
    return deal(payer, payee, "financing", **fields)


CHIP_LAB_CLOUD = (stake("chip", "lab", 10), sale("lab", "cloud", 12), sale("cloud", "chip", 20))


def _returns(
    *deals: Deal,
    reported: Mapping[str, int],
    drawdowns: Mapping[str, Decimal] | None = None,
    collective: tuple[str, ...] = (),
) -> Returns:
    built = ledger.build(ledger_data(deals, collective=collective))
    known = {party: revenue(amount) for party, amount in reported.items()}
    return returns(built, yearly(built, (), known, WINDOW), drawdowns)


def _strict(
    *deals: Deal, reported: Mapping[str, int], drawdowns: Mapping[str, Decimal] | None = None
) -> ReturnShare:
    return _returns(*deals, reported=reported, drawdowns=drawdowns).companies["chip"].strict


def test_the_worked_example_from_records() -> None:
    """Chip has 100 of which 20 are traced, lab 8 of its own, cloud 42."""
    found = _strict(*CHIP_LAB_CLOUD, reported={"chip": 100, "cloud": 42, "lab": 8})

    assert found.mixed_usd == Decimal("3.174603")
    assert found.coverage == Decimal("0.2")
    assert found.of_traced is not None
    assert [round(part, 3) for part in found.of_traced] == [0, Decimal("0.159"), Decimal("0.5")]
    assert (found.at_least, found.at_most) == (0, Decimal("0.9"))
    assert isinstance(found.answer, Unknown)
    text = strict_sentence(found.message)
    assert "we can trace 20% of its revenue" in text
    assert "at least 0% and at most 50%" in text


def test_a_number_is_given_where_enough_is_traced() -> None:
    found = _strict(*CHIP_LAB_CLOUD, reported={"chip": 25, "cloud": 42, "lab": 8})

    assert isinstance(found.answer, Figure)
    assert found.answer.value == Decimal("0.126984")
    assert found.coverage == Decimal("0.8")
    text = strict_sentence(found.message)
    for words in ("12.7%", "15.9%", "50%", "80%", "Chip"):
        assert words in text


@pytest.mark.parametrize(
    ("reported", "message"),
    [
        (41, "returns.unknown.coverage"),
        (40, "returns.share"),
        (20, "returns.share"),
        (19, "returns.share"),
        (18, "returns.unknown.too_much"),
    ],
)
def test_between_50_and_110_percent(reported: int, message: str) -> None:
    found = _strict(*CHIP_LAB_CLOUD, reported={"chip": reported, "cloud": 42, "lab": 8})

    assert found.message.id == message
    assert isinstance(found.answer, Figure) == (message == "returns.share")
    assert found.mixed_usd <= found.traced_usd <= reported


def test_a_party_of_unknown_means_makes_it_an_upper_number() -> None:
    found = _strict(*CHIP_LAB_CLOUD, reported={"chip": 25, "cloud": 42})

    assert found.message.id == "returns.share_at_most"
    assert found.outside_unknown == ("lab",)
    assert found.least_usd == 0
    assert found.mixed_usd == Decimal("4.761905"), "lab had 2 besides the 10, as it paid 12"
    assert "Lab" in strict_sentence(found.notes[0])


def test_a_fall_of_cash_is_money_of_its_own() -> None:
    without = _strict(*CHIP_LAB_CLOUD, reported={"chip": 25, "cloud": 42, "lab": 8})
    spent = _strict(
        *CHIP_LAB_CLOUD, reported={"chip": 25, "cloud": 42, "lab": 8}, drawdowns={"cloud": Decimal(42)}
    )

    assert spent.mixed_usd == pytest.approx(without.mixed_usd / 2, abs=Decimal("0.000001"))


def test_no_outside_money_at_all_is_said() -> None:
    closed = (stake("chip", "lab", 20), sale("lab", "cloud", 20), sale("cloud", "chip", 20))
    found = _strict(*closed, reported={"chip": 20, "cloud": 20})

    assert isinstance(found.answer, Figure)
    assert found.answer.value == 1
    assert "no outside money disclosed" in strict_sentence(found.message)


def test_nothing_comes_back_without_a_way_back() -> None:
    found = _strict(sale("cloud", "chip", 20), stake("chip", "lab", 10), reported={"chip": 20, "cloud": 42})

    assert isinstance(found.answer, Figure)
    assert (found.answer.value, found.most_usd) == (0, 0)
    assert found.message.id == "returns.none"


def test_without_revenue_or_payers_there_is_no_number_and_a_reason() -> None:
    private = _strict(*CHIP_LAB_CLOUD, reported={})
    assert (private.message.id, private.at_least, private.at_most) == (
        "returns.unknown.no_revenue",
        None,
        None,
    )

    silent = _strict(sale("cloud", "chip", 20, amount_usd=None), reported={"chip": 100})
    assert silent.message.id == "returns.unknown.nothing_traced"
    assert (silent.at_least, silent.at_most, silent.of_traced) == (0, 1, None)


def test_records_without_a_yearly_amount_are_counted_and_widen_the_bounds() -> None:
    unseen = stake("chip", "cloud", 5, key="unseen", amount_usd=None)
    reported = {"chip": 25, "cloud": 42, "lab": 8}
    found = _strict(*CHIP_LAB_CLOUD, unseen, reported=reported)

    assert found.unseen == 1
    assert found.at_most == 1
    assert _strict(*CHIP_LAB_CLOUD, reported=reported).at_most == Decimal("0.6")
    assert "1." in strict_sentence(found.notes[-1])


def test_the_broad_answer_counts_backers_and_suppliers_and_prints_them() -> None:
    fund = stake("fund", "chip", 3, key="fund")
    fab = sale("chip", "fab", 30)
    resale = sale("fab", "lab", 6, key="resale")
    found = _returns(
        *CHIP_LAB_CLOUD, fund, fab, resale, reported={"chip": 25, "cloud": 42, "lab": 8, "fab": 40}
    ).companies["chip"]

    assert found.strict.sources == ("chip",)
    assert found.broad.sources == ("chip", "fab", "fund")
    assert found.broad.mixed_usd > found.strict.mixed_usd
    assert found.broad.related_usd == 0


def test_sales_to_a_backer_are_shown_apart() -> None:
    backer = stake("cloud", "chip", 3, key="backer")
    found = _returns(*CHIP_LAB_CLOUD, backer, reported={"chip": 25, "cloud": 42, "lab": 8}).companies["chip"]

    assert found.broad.sources == ("chip", "cloud")
    assert (found.broad.related_usd, found.broad.mixed_usd) == (20, 0)


def test_money_that_came_after_the_last_payment_waits_for_the_next_year() -> None:
    once = sale("lab", "chip", 12, status="closed", announced="2025-10-01", term_years=None)
    late = stake("chip", "lab", 10, key="late", day="2026-05-01")
    found = _returns(once, late, reported={"chip": 20})

    assert found.postponed == ("late",)
    assert found.companies["chip"].strict.mixed_usd == 0
    early = _returns(once, stake("chip", "lab", 10, day="2025-08-01"), reported={"chip": 20})
    assert early.companies["chip"].strict.mixed_usd == 10


def test_banks_and_the_public_market_are_outside() -> None:
    bonds = stake("market", "cloud", 42, key="bonds")
    reported = {"chip": 25, "cloud": 42, "lab": 8}
    found = _returns(*CHIP_LAB_CLOUD, bonds, reported=reported, collective=("market",))

    assert found.companies["chip"].strict.mixed_usd == pytest.approx(Decimal("1.587302"), abs=Decimal("1e-6"))
    assert "market" not in found.companies


@given(random_deals(parties=("chip", "lab", "cloud")), st.sampled_from(("announced", "rumoured")))
def test_talk_changes_no_return_share(talk: tuple[Deal, ...], status: str) -> None:
    said = tuple(
        deal(one.payer, one.payee, one.leg, key=f"said{place}", status=status, amount_usd=Decimal(50), **YEAR)
        for place, one in enumerate(talk)
    )
    reported = {"chip": 25, "cloud": 42, "lab": 8}

    assert _strict(*CHIP_LAB_CLOUD, *said, reported=reported) == _strict(*CHIP_LAB_CLOUD, reported=reported)


def test_every_answer_on_the_shipped_ledger_is_in_order_and_worded(
    shipped: Universe, shipped_ledger: Ledger
) -> None:
    known = revenue_figures(shipped.companies, shipped.rates)
    window = last_four_quarters(known, shipped_ledger)
    found = returns(shipped_ledger, yearly(shipped_ledger, shipped.customers, known, window))

    assert found.window.end == date(2026, 6, 30)
    assert len(found.companies) > 50
    for one in found.companies.values():
        for share in (one.strict, one.broad):
            assert strict_sentence(share.message)
            assert all(strict_sentence(note) for note in share.notes)
            assert 0 <= share.least_usd <= share.mixed_usd <= share.most_usd <= share.traced_usd + 1
            if share.at_least is not None and share.at_most is not None:
                assert 0 <= share.at_least <= share.at_most <= 1
        assert one.strict.company in one.broad.sources
    assert found.companies["nvidia"].strict.message.id.startswith("returns.unknown")
    assert found.finn.index is not None
    assert 0 < found.finn.index < 0.01
