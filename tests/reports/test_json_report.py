"""The .json report: the keys are a contract, the values exact and of one type."""

import json
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from screener.domain.assessment import Assessment
from screener.domain.message import Message, Number, Text, Unit
from screener.domain.quote import ExtendedPrice
from screener.reports.html_report import HTML
from screener.reports.json_report import JSON, as_dict
from tests.builders.assessments import FILING, NOW, empty_assessment, figure, sample_assessment
from tests.builders.changes import changed_company, placed
from tests.reports.conftest import PAYLOAD

PORTFOLIO = {"sentence", "inside_low", "inside_high", "inside_firm", "tied_heavily", "not_judged", "n_eff"}
COMPANY = {"symbol", "name", "weight", "direct", "level", "coverage", "ring", "tags", "findings"}
RING = {"place", "strength", "loops", "records", "tie"}
FINDING = {
    "screen", "family", "state", "severity", "reason", "sentence", "value", "unit", "old", "figures",
}  # fmt: skip


@pytest.fixture
def report() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(JSON.render(sample_assessment()))
    return loaded


def test_the_keys_of_the_contract(report: dict[str, Any]) -> None:
    top = {"as_of", "mode", "base_currency", "portfolio", "companies", "funds", "cash", "unidentified"}
    assert report.keys() >= top
    assert report["portfolio"].keys() >= PORTFOLIO
    for company in report["companies"]:
        assert company.keys() >= COMPANY
        assert company["ring"].keys() >= RING
        assert company["ring"]["tie"].keys() >= {"grade", "share", "as_of", "source"}
        for finding in company["findings"]:
            assert finding.keys() >= FINDING
            for shown in finding["figures"]:
                assert shown.keys() >= {"name", "value", "unit", "currency", "period", "as_of", "source"}
    for fund in report["funds"]:
        assert fund.keys() >= {"symbol", "weight", "covered", "as_of"}


def test_values_of_one_company(report: dict[str, Any]) -> None:
    nvidia = report["companies"][0]
    assert (nvidia["symbol"], nvidia["weight"], nvidia["level"]) == ("NVDA", 0.182, 2)
    assert nvidia["ring"]["place"] == "inside"
    assert nvidia["ring"]["loops"] == [["nvidia", "openai", "oracle"], ["coreweave", "nvidia"]]
    assert nvidia["tags"] == ["fuel", "compute"]


def test_the_figures_in_use_name_their_source_and_where_sources_differ() -> None:
    told = Message(
        "sources_differ",
        {
            "field": Text("revenue"),
            "used": Number(Decimal(100), Unit.MONEY, "USD"),
            "used_source": Text("A"),
            "other": Number(Decimal(120), Unit.MONEY, "USD"),
            "other_source": Text("B"),
        },
    )
    made = changed_company(
        sample_assessment(), "nvidia", facts=(figure("revenue", "100"),), differences=(told,)
    )
    nvidia = as_dict(made)["companies"][0]
    (revenue,) = nvidia["figures"]
    assert (revenue["name"], revenue["value"], revenue["source"]) == ("revenue", 100.0, FILING.title)
    assert nvidia["differences"] == ["Revenue: A 100 USD, B 120 USD; the first is used."]
    assert "Where its sources differ: Revenue: A 100 USD, B 120 USD" in HTML.render(made)


def test_three_states_are_told_apart(report: dict[str, Any]) -> None:
    microsoft = report["companies"][1]
    by_screen = {finding["screen"]: finding for finding in microsoft["findings"]}
    unknown, known = by_screen["top_customer"], by_screen["pe_ttm"]
    assert (unknown["state"], unknown["severity"], unknown["value"]) == ("unknown", None, None)
    assert unknown["reason"] == unknown["sentence"]
    assert (known["state"], known["reason"]) == ("known", None)
    assert isinstance(known["severity"], int)
    assert isinstance(known["value"], float)


def test_shares_are_fractions(report: dict[str, Any]) -> None:
    portfolio = report["portfolio"]
    shares = [portfolio[key] for key in PORTFOLIO - {"sentence", "n_eff"}]
    shares += [company["weight"] for company in report["companies"]] + [report["cash"]]
    assert all(0 <= share <= 1 for share in shares)


def test_quantities_are_exact_texts_and_amounts_are_numbers(report: dict[str, Any]) -> None:
    by_symbol = {position["symbol"]: position for position in report["positions"]}
    assert by_symbol["USD"]["quantity"] == "4607.50"
    assert by_symbol["NVDA"]["value"] == pytest.approx(33542.60)
    assert by_symbol["ABCX"]["price"] is None
    assert by_symbol["ABCX"]["price_note"]


def test_each_loop_has_its_strength_and_what_is_left_out_is_counted(report: dict[str, Any]) -> None:
    for company in report["companies"]:
        assert len(company["ring"]["loop_strengths"]) == len(company["ring"]["loops"])
    assert "left out" not in report["portfolio"]["high_end"]
    short = as_dict(replace(sample_assessment(), left_out=("X", "Y")))
    assert "2 positions are left out" in short["portfolio"]["high_end"]


def test_a_place_without_loops() -> None:
    company = as_dict(placed(sample_assessment(), "ko", "outside", None, 0))["companies"][7]
    assert (company["ring"]["place"], company["ring"]["strength"]) == ("outside", None)


def test_empty_and_hostile(attacked: Assessment) -> None:
    empty = json.loads(JSON.render(empty_assessment()))
    assert (empty["companies"], empty["positions"]) == ([], [])
    assert json.loads(JSON.render(attacked))["companies"][0]["name"] == PAYLOAD


def test_markets_and_prices_outside_the_regular_session_stand_beside_the_price() -> None:
    late = ExtendedPrice("post", Decimal("182.10"), NOW, Decimal("0.004"))
    made = sample_assessment()
    first = replace(made.positions[0], market_state="post", extended=late)
    told = replace(made, positions=(first, *made.positions[1:]), opens_at=NOW)
    result = json.loads(JSON.render(told))
    assert result["opens_at"] == NOW.isoformat()
    assert result["positions"][0]["market"] == "post"
    assert result["positions"][0]["extended"] == {
        "session": "post", "price": 182.1, "at": NOW.isoformat(), "change": 0.004,
    }  # fmt: skip
    assert result["positions"][1]["extended"] is None
