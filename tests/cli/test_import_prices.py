"""`ringfence import FILE --prices`: exact prices, rejected rows by line, kept only with --store."""

from pathlib import Path

import pytest

from screener.services.opening import open_workspace
from tests.cli.commands import ran, refused

PRICES = (
    "Symbol,Date,Price,Currency\n"
    "ABCX,2026-08-20,12.5000,USD\n"
    "ABCX,2026-08-19,12,USD\n"
    "VOD.L,2026-08-20,412.5,GBX\n"
    "KO,2026-08-20,dear,USD\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prices.csv"
    path.write_text(PRICES, encoding="utf-8")
    return path


def stored() -> dict[str, str]:
    with open_workspace(offline=True) as workspace:
        return {one.symbol: f"{one.price} {one.currency}" for one in workspace.own_prices()}


def test_the_newest_price_of_each_listing_is_shown_exactly(
    capsys: pytest.CaptureFixture[str], file: Path, own_home: Path
) -> None:
    ended = ran(capsys, "import", file, "--prices", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    assert ended.result["prices"] == [
        {"symbol": "ABCX", "price": "12.5000", "currency": "USD", "as_of": "2026-08-20"},
        {"symbol": "VOD.L", "price": "4.125", "currency": "GBP", "as_of": "2026-08-20"},
    ]
    assert (ended.result["rows"], ended.result["first"], ended.result["stored"]) == (3, "2026-08-19", False)
    assert [row["line"] for row in ended.result["rejected"]] == [5]
    assert list(own_home.iterdir()) == [], "nothing is stored unless it is asked for"


def test_they_are_kept_only_when_asked_for_and_once(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    ended = ran(capsys, "import", file, "--prices", "--store")
    assert ended.code == 0
    assert "Stored as your own prices: 2." in ended.err
    assert "line 5" in ended.err
    assert stored() == {"ABCX": "12.5000 USD", "VOD.L": "4.125 GBP"}
    assert "no new price" in refused(ran(capsys, "import", file, "--prices", "--store"))


def test_the_table_goes_to_stdout_and_remarks_do_not(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    ended = ran(capsys, "import", file, "--prices")
    assert [line.split() for line in ended.out.splitlines()] == [
        ["Symbol", "Price", "Currency", "Day"],
        ["ABCX", "12.5000", "USD", "2026-08-20"],
        ["VOD.L", "4.125", "GBP", "2026-08-20"],
    ]


@pytest.mark.parametrize("options", [("--prices", "--into", "Mine"), ("--store",)])
def test_options_that_do_not_go_together_are_refused(
    capsys: pytest.CaptureFixture[str], file: Path, options: tuple[str, ...]
) -> None:
    assert "--store" in refused(ran(capsys, "import", file, *options))


def test_a_file_of_something_else_is_refused_with_its_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "other.csv holds no list of prices" in refused(ran(capsys, "import", other, "--prices"))
