"""`ringfence screen --offline`: the contract of its JSON, and what it says of the sample portfolio."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screener.domain.ring.deal import STRENGTHS
from tests.cli.commands import Ended, program, ran, refused


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """The command as a user of a fresh machine runs it."""
    home = tmp_path_factory.mktemp("fresh")
    return program("screen", "--offline", "--format", "json", environment={"RINGFENCE_HOME": str(home)})


@pytest.fixture(scope="module")
def result(ended: Ended) -> dict[str, Any]:
    parsed: dict[str, Any] = ended.result
    return parsed


def company(result: dict[str, Any], symbol: str) -> dict[str, Any]:
    (found,) = (one for one in result["companies"] if one["symbol"] == symbol)
    return dict(found)


def finding(result: dict[str, Any], symbol: str, screen: str) -> dict[str, Any]:
    (found,) = (one for one in company(result, symbol)["findings"] if one["screen"] == screen)
    return dict(found)


def test_stdout_holds_the_result_and_nothing_else(ended: Ended) -> None:
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("}\n")


# ---------------------------------------------------------------- the contract


def test_the_keys_are_the_promised_ones(result: dict[str, Any]) -> None:
    assert result.keys() >= {
        "as_of",
        "mode",
        "base_currency",
        "portfolio",
        "companies",
        "funds",
        "cash",
        "unidentified",
    }
    assert result["portfolio"].keys() >= {
        *("sentence", "inside_low", "inside_high", "inside_firm", "tied_heavily", "not_judged", "n_eff")
    }
    for one in result["companies"]:
        assert one.keys() >= {
            *("symbol", "name", "weight", "direct", "level", "coverage", "ring", "tags", "findings")
        }
        assert one["ring"].keys() >= {"place", "strength", "loops", "records", "tie"}
        assert one["ring"]["tie"].keys() >= {"grade", "share", "as_of", "source"}
        for found in one["findings"]:
            assert found.keys() >= {
                *(
                    "screen",
                    "family",
                    "state",
                    "severity",
                    "reason",
                    "sentence",
                    "value",
                    "unit",
                    "old",
                    "figures",
                )
            }
            for figure in found["figures"]:
                assert figure.keys() >= {"name", "value", "unit", "currency", "period", "as_of", "source"}
    for fund in result["funds"]:
        assert fund.keys() >= {"symbol", "weight", "covered", "as_of"}


def test_the_values_are_of_the_promised_kinds(result: dict[str, Any]) -> None:
    assert date.fromisoformat(result["as_of"])
    assert result["mode"] == "snapshot"
    assert result["base_currency"] == "USD"
    for one in result["companies"]:
        assert one["level"] is None or one["level"] in range(5)
        ring = one["ring"]
        assert ring["place"] in {"inside", "adjacent", "outside", "not_known"}
        assert ring["strength"] is None or ring["strength"] in STRENGTHS
        assert ring["tie"]["grade"] in {"heavy", "some", "light", "not_known"}
        assert all(isinstance(entity, str) for loop in ring["loops"] for entity in loop)
        for found in one["findings"]:
            assert found["state"] in {"known", "unknown", "not_applicable"}
            assert found["severity"] is None or found["severity"] in range(5)
            assert found["sentence"]
            known = found["state"] == "known"
            assert (found["reason"] is None) == known
            if not known:
                assert (found["severity"], found["value"]) == (None, None), "not known is never a number"
            for figure in found["figures"]:
                assert date.fromisoformat(figure["as_of"])
                assert figure["source"]


def shares(value: Any) -> Iterator[float]:
    """Everything the contract calls a share."""
    portfolio = value["portfolio"]
    yield from (
        portfolio[name] for name in ("inside_low", "inside_high", "inside_firm", "tied_heavily", "not_judged")
    )
    yield value["cash"]
    for one in value["companies"]:
        yield from (one["weight"], one["direct"])
        yield from (share for share in (one["coverage"], one["ring"]["tie"]["share"]) if share is not None)
    for fund in value["funds"]:
        yield from (fund["weight"], fund["covered"])


def test_shares_are_fractions_that_add_up(result: dict[str, Any]) -> None:
    assert all(0 <= share <= 1 for share in shares(result))
    seen = sum(one["weight"] for one in result["companies"])
    portfolio = result["portfolio"]
    unseen = portfolio["roles"]["not_looked_through"]
    assert seen + unseen + result["cash"] == pytest.approx(1, abs=1e-9)
    assert sum(row["weight"] for row in result["positions"]) == pytest.approx(1, abs=1e-12)
    assert portfolio["inside_firm"] <= portfolio["inside_low"] <= portfolio["inside_high"]
    assert portfolio["inside_high"] <= portfolio["inside_low"] + portfolio["not_judged"] + 1e-9


def test_every_company_held_or_seen_through_a_fund_is_there(result: dict[str, Any]) -> None:
    held = {row["company"] for row in result["positions"] if row["company"] is not None}
    assert len(held) == 12
    symbols = {one["symbol"] for one in result["companies"]}
    assert symbols >= {
        *("NVDA", "MSFT", "ORCL", "CRWV", "AMD", "PLTR", "VRT", "EQIX", "KO", "JNJ", "2330.TW", "ABCX")
    }
    assert "AAPL" in symbols, "seen through QQQ"
    assert company(result, "AAPL")["direct"] == 0 < company(result, "AAPL")["weight"]


# ---------------------------------------------------------------- what it says of the sample


@pytest.mark.parametrize("symbol", ["NVDA", "MSFT", "ORCL"])
def test_the_core_of_the_ring_is_inside_by_loops_and_records(result: dict[str, Any], symbol: str) -> None:
    ring = company(result, symbol)["ring"]
    assert (ring["place"], ring["strength"]) == ("inside", "firm")
    assert ring["records"] >= 1
    on_all = set.intersection(*[set(loop) for loop in ring["loops"]])
    assert {"NVDA": "nvidia", "MSFT": "microsoft", "ORCL": "oracle"}[symbol] in on_all
    assert len(ring["loop_strengths"]) == len(ring["loops"])
    assert set(ring["loop_strengths"]) <= {"firm", "announced"}, "weaker ones do not make the place"
    assert all(2 <= len(loop) <= 4 for loop in ring["loops"])
    assert finding(result, symbol, "ring_place")["severity"] >= 3


def test_the_loops_and_records_named_are_in_the_ledger(
    result: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = ran(capsys, "loops", "--status", "contingent", "--format", "json").result
    known = {tuple(loop["entities"]): loop for loop in ledger["loops"]}
    for symbol in ("NVDA", "MSFT", "ORCL"):
        best = known[tuple(company(result, symbol)["ring"]["loops"][0])]
        assert best["strength"] == "firm"
        assert all(leg["deals"] for leg in best["legs"])


@pytest.mark.parametrize("symbol", ["KO", "JNJ"])
def test_what_is_presumed_outside_by_its_sector_is_said_to_be_presumed(
    result: dict[str, Any], symbol: str
) -> None:
    ring = company(result, symbol)["ring"]
    assert (ring["place"], ring["basis"], ring["loops"], ring["records"]) == ("outside", "sector", [], 0)
    place = finding(result, symbol, "ring_place")
    assert place["severity"] == 0
    for text in (ring["reason"], place["sentence"]):
        assert "presumed" in text
        assert "nobody looked it up" in text


@pytest.mark.parametrize("symbol", ["EQIX", "ABCX"])
def test_what_nobody_judged_is_not_known(result: dict[str, Any], symbol: str) -> None:
    assert company(result, symbol)["ring"]["place"] == "not_known"
    place = finding(result, symbol, "ring_place")
    assert (place["state"], place["severity"]) == ("unknown", None)
    assert "not known" in place["reason"]


def test_the_unknown_symbol_is_kept_and_named(result: dict[str, Any]) -> None:
    assert result["unidentified"] == ["ABCX"]
    assert company(result, "ABCX")["level"] is None
    assert company(result, "ABCX")["weight"] > 0, "at cost"


@pytest.mark.parametrize(
    ("screen", "value", "figures"),
    [
        ("debt_equity", 7.02, {"total_debt", "total_equity"}),
        ("top_customer", 0.67, None),
    ],
)
def test_coreweaves_debt_and_customer_are_severe_with_dates_and_sources(
    result: dict[str, Any], screen: str, value: float, figures: set[str] | None
) -> None:
    found = finding(result, "CRWV", screen)
    assert (found["state"], found["severity"]) == ("known", 4)
    assert found["value"] == pytest.approx(value, abs=0.005)
    assert found["figures"]
    if figures is not None:
        assert {figure["name"] for figure in found["figures"]} == figures
    assert all(figure["source"] and figure["as_of"] for figure in found["figures"])
    assert found["thresholds"]["origin"]


@pytest.mark.parametrize("symbol", ["KO", "ABCX", "PLTR"])
def test_without_customer_data_the_customer_is_unknown_and_not_zero(
    result: dict[str, Any], symbol: str
) -> None:
    found = finding(result, symbol, "top_customer")
    assert (found["state"], found["severity"], found["value"]) == ("unknown", None, None)
    assert "not known" in found["reason"].lower()
    assert company(result, symbol)["families"]["concentration"] is None


def test_a_price_too_old_is_not_used_and_said_so(result: dict[str, Any]) -> None:
    for row in result["positions"]:
        if row["price"] is not None and row["price_origin"] == "cost":
            assert any("too old" in remark for remark in row["notes"])


# ---------------------------------------------------------------- other forms


def test_csv_has_one_row_a_company_under_the_same_header(capsys: pytest.CaptureFixture[str]) -> None:
    out = ran(capsys, "screen", "--offline", "--format", "csv").out
    assert out.startswith("symbol,")
    rows = [row for row in csv.reader(io.StringIO(out)) if row]
    header, nvidia = rows[0], rows[1]
    assert nvidia[header.index("symbol")] == "NVDA"
    assert nvidia[header.index("place")] == "inside"
    unknown = next(row for row in rows if row[0] == "ABCX")
    assert unknown[header.index("top_customer_severity")] == "?"


def test_the_table_says_the_same_for_people(
    capsys: pytest.CaptureFixture[str], result: dict[str, Any]
) -> None:
    ended = ran(capsys, "screen", "--offline")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == result["portfolio"]["sentence"]
    for row in result["positions"]:
        assert row["symbol"] in ended.out
    for one in ("NVDA", "AVGO"):
        assert f"\n{one}  " in ended.out, "held or watched"
    assert "ABCX: The symbol could not be identified." in ended.out


# ---------------------------------------------------------------- a file


def test_a_file_is_judged_in_place_of_the_portfolio(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_home: Path
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("Symbol;Quantity;Cost\nNVDA;2;300\nKO;two;10\nNOPE;1;\n", encoding="utf-8-sig")
    ended = ran(capsys, "screen", file, "--offline", "--format", "json")
    assert ended.code == 0
    assert [row["symbol"] for row in ended.result["positions"]] == ["NVDA", "NOPE"]
    assert ended.result["portfolio"]["name"] == "mine.csv"
    assert ended.err.startswith("line 3: ")
    assert ended.result["left_out"] == ["NOPE"]
    assert {one["symbol"] for one in ended.result["companies"]} == {"NVDA", "NOPE"}, (
        "held, though it weighs nothing"
    )
    assert not list(own_home.rglob("*.db"))


def test_short_positions_and_everything_at_once_stay_sane(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(
        "symbol,quantity,cost,currency\nNVDA,10,,\nKO,-5,300,USD\n0700.HK,100,50000,HKD\nSAP.DE,3,500,EUR\nZZZ,9,100,XAF\n"
    )
    result = ran(capsys, "screen", file, "--offline", "--format", "json").result
    weights = {row["symbol"]: row["weight"] for row in result["positions"]}
    assert weights["KO"] is weights["ZZZ"] is None
    assert sum(weight for weight in weights.values() if weight is not None) == pytest.approx(1, abs=1e-12)
    assert set(result["left_out"]) == {"KO", "ZZZ"}
    assert {rate["pair"] for rate in result["rates"]} >= {"USD/EUR"}


def test_a_file_with_nothing_to_judge_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("symbol,quantity\nNVDA,many\n")
    assert "mine.csv" in refused(ran(capsys, "screen", file, "--offline"))


def test_the_result_is_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (ran(capsys, "screen", "--offline", "--format", "json").result for _ in range(2))
    first.pop("made_at"), second.pop("made_at")
    assert json.dumps(first) == json.dumps(second)
