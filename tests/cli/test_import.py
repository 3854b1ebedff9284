"""`ringfence import`: exact numbers, rejected rows by line, nothing stored unless asked."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from screener.services.opening import open_workspace
from tests.cli.commands import ran, refused

POSITIONS = (
    "Symbol,Quantity,Total cost,Currency\n"
    "NVDA,0.1234567890123456,1234.50,USD\n"
    "KO,many,1,USD\n"
    "2330.TW,140,147000,TWD\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "positions.csv"
    path.write_text(POSITIONS, encoding="utf-8")
    return path


def stored_names() -> list[str]:
    with open_workspace(offline=True) as workspace:
        return [one.name for one in workspace.portfolios()]


def test_the_json_is_the_promised_one(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    ended = ran(capsys, "import", file, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    result = ended.result
    assert result.keys() >= {"recognised_as", "needs_mapping", "positions", "closed", "rejected", "warnings"}
    assert result["recognised_as"]
    assert result["needs_mapping"] is False
    first = result["positions"][0]
    assert first.keys() >= {"symbol", "isin", "name", "kind", "quantity", "currency", "cost"}
    assert (first["symbol"], first["kind"], first["currency"]) == ("NVDA", "equity", "USD")
    assert first["quantity"] == "0.1234567890123456", "a string with every digit"
    assert Decimal(first["cost"]) == Decimal("1234.50")
    assert [(row["line"], bool(row["reason"])) for row in result["rejected"]] == [(3, True)]


def test_nothing_is_stored_unless_a_name_is_given(
    capsys: pytest.CaptureFixture[str], file: Path, own_home: Path
) -> None:
    ran(capsys, "import", file)
    assert list(own_home.iterdir()) == []


def test_into_stores_a_new_portfolio_and_opens_it(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    ended = ran(capsys, "import", file, "--into", "Broker", "--format", "json")
    assert ended.code == 0
    assert "Broker" in ended.err
    with open_workspace(offline=True) as workspace:
        portfolio = workspace.portfolio()
    assert portfolio.name == "Broker"
    assert [holding.quantity for holding in portfolio.holdings] == [
        Decimal("0.1234567890123456"),
        Decimal(140),
    ]


def test_a_taken_name_is_refused_before_anything_is_printed(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    ran(capsys, "import", file, "--into", "Broker")
    assert "Broker" in refused(ran(capsys, "import", file, "--into", "Broker"))
    assert stored_names().count("Broker") == 1


def test_beside_an_open_window_nothing_can_be_stored(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    with open_workspace(offline=True):
        assert "already open" in refused(ran(capsys, "import", file, "--into", "Broker"), code=3)
    assert "Broker" not in stored_names()


def test_the_table_and_the_csv_tell_rejected_rows_apart_from_the_result(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    table = ran(capsys, "import", file)
    assert table.out.splitlines()[1].split() == ["NVDA", "equity", "0.1234567890123456", "USD", "1234.50"]
    assert table.err.startswith("line 3: ")
    rows = list(csv.DictReader(io.StringIO(ran(capsys, "import", file, "--format", "csv").out)))
    assert [row["symbol"] for row in rows] == ["NVDA", "2330.TW"]


def test_a_table_with_unknown_columns_needs_mapping(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("alpha,beta\n1,2\n3,4\n")
    result = ran(capsys, "import", file, "--format", "json").result
    assert (result["recognised_as"], result["needs_mapping"], result["positions"]) == (None, True, [])
    assert "odd.csv" in refused(ran(capsys, "import", file))
    assert "Odd" not in stored_names()
    assert ran(capsys, "import", file, "--format", "json", "--into", "Odd").code == 2
    assert "Odd" not in stored_names()


def test_cells_a_spreadsheet_would_run_are_guarded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "evil.csv"
    file.write_text('symbol,name,quantity\nNVDA,"=HYPERLINK(""x"")",1\n')
    (row,) = csv.DictReader(io.StringIO(ran(capsys, "import", file, "--format", "csv").out))
    assert row["name"].startswith("'=")
