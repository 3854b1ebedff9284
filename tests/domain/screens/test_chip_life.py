import pytest

from screener.domain.vintages import depreciation, faster, faster_from_now
from screener.wording import strict_sentence
from tests.builders.companies import figure, finding, inputs, years


def life(profit: object = 1000, *spent: object, facts: dict[str, object] | None = None, **options: object):
    spent = spent or (500, 400, 300, 100, 100, 100)
    annual = {"capex": years("capex", *spent), "operating_income": years("operating_income", profit)}
    return finding("chip_life", inputs(facts or {}, annual=annual, **{"role": "gear"} | options))


def test_a_purchase_is_written_off_in_equal_parts() -> None:
    assert depreciation([40_000], 3) == pytest.approx(13_333, abs=1)
    assert depreciation([40_000], 6) == pytest.approx(6_667, abs=1)
    assert depreciation([1] * 10, 5.5) == pytest.approx(6 / 5.5)


def test_shorter_lives_cost_what_is_newly_bought_more_and_what_is_old_nothing() -> None:
    # 1,200/3 - 1,500/6 of all capital spending.
    assert faster([500, 400, 300, 100, 100, 100], 6) == pytest.approx(150)
    assert faster([100] * 6, 6) == pytest.approx(0)


def test_a_change_made_today_writes_off_what_is_left_sooner() -> None:
    # Of 600 bought a year ago 500 is left, over two years instead of five: 250 - 100.
    assert faster_from_now([0, 600], 6) == pytest.approx(150)
    assert faster_from_now([600, 0], 6) == pytest.approx(100)
    assert faster_from_now([500, 400, 300, 100, 100, 100], 6) > faster([500, 400, 300, 100, 100, 100], 6)


@pytest.mark.parametrize(
    ("profit", "severity"),
    [(1200, 0), (1199, 1), (600, 1), (599, 2), (300, 2), (299, 3), (172, 3), (171, 4), (50, 4)],
)
def test_the_smaller_share_of_servers_is_held_against_the_steps(profit: int, severity: int) -> None:
    # 40% of 150 is 60.
    assert life(profit).severity == severity


def test_the_range_and_the_judged_share_are_printed() -> None:
    text = strict_sentence(life().message)
    assert "6% to 10.5% off operating income (1bn USD, year to 31 Dec 2025)" in text
    assert "if they are 40% to 70% of capital spending" in text


def test_a_stated_life_is_used() -> None:
    found = life(facts={"server_life": figure("server_life", 5)})
    # 1,200/3 - 1,400/5 = 120
    assert "4.8% to 8.4%" in strict_sentence(found.message)
    assert life(1000, 500, 400, 300, 100, 100, facts={"server_life": figure("server_life", 5)}).severity == 0


def test_too_short_a_history_is_not_known() -> None:
    assert life(1000, 500, 400, 300).message.id == "chip_life.unknown.short_history"
    gap = {"capex": (*years("capex", 500, 400), *years("capex", None, None, None, 300, 200, 100))}
    assert finding("chip_life", inputs({}, annual=gap, role="gear")).state == "unknown"


def test_other_trades_are_left_out_and_a_loss_is_information() -> None:
    assert life(role="power").state == "not_applicable"
    assert life(role=None).state == "not_applicable"  # reviewed and outside
    loss = life(-200)
    assert (loss.state, loss.severity) == ("known", None)
    assert "would add 60m USD to 105m USD to the loss" in strict_sentence(loss.message)
