"""Lists of deals people keep: columns by their names or by what the user says, no row lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.errors import BadInput
from screener.importers.deals_csv import read_deals


def written(folder: Path, text: str) -> Path:
    path = folder / "deals.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_in_english(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Ring deals 2026\n"
        "From,To,Type,Status,Amount (USD bn),Committed,Date,Source,Tier,Contains\n"
        "NVIDIA,OpenAI,Investment,signed,30,10,2026-02-27,https://x.example/a,press,a-1; b-2\n"
        'OpenAI,Acme Cloud,compute,rumored,"1,5 bn",,Feb 2026,,,\n',
    )
    first, second = (row.draft for row in read_deals(path).rows)

    assert (first.payer, first.payee, first.kind, first.status) == (
        "NVIDIA",
        "OpenAI",
        "equity_investment",
        "definitive",
    )
    assert (first.amount, first.firm, first.announced, first.contains) == (
        "30 bn",
        "10",
        "2026-02-27",
        ("a-1", "b-2"),
    )
    assert [(seen.source, seen.tier) for seen in first.evidence] == [("https://x.example/a", "press")]
    assert (second.kind, second.status, second.amount, second.evidence) == (
        "cloud_contract",
        "rumoured",
        "1,5 bn",
        (),
    )
    assert [row.line for row in read_deals(path).rows] == [3, 4]


def test_a_list_in_chinese(tmp_path: Path) -> None:
    path = written(
        tmp_path, "付款方,收款方,類型,狀態,金額（億美元）,日期\n輝達,OpenAI,投資,簽約,300,2026-02\n"
    )
    (row,) = read_deals(path).rows

    assert (row.draft.payer, row.draft.kind, row.draft.status, row.draft.amount) == (
        "輝達",
        "equity_investment",
        "definitive",
        "300 億",
    )


def test_what_no_column_says_is_asked_for(tmp_path: Path) -> None:
    rows = read_deals(written(tmp_path, "Investor,Startup,Amount\nNVIDIA,OpenAI,30bn\n"))

    assert rows.missing == ("payee", "kind", "status")
    assert rows.columns == ("Investor", "Startup", "Amount")
    assert rows.rows == ()


def test_the_mapping_names_columns_and_constants(tmp_path: Path) -> None:
    path = written(tmp_path, "Investor,Startup,Amount,Total\nNVIDIA,OpenAI,30bn,31bn\n")
    mapping = {"payee": "startup", "kind": "=equity_investment", "status": "=announced", "amount": "Total"}
    (row,) = read_deals(path, mapping).rows

    assert (row.draft.payer, row.draft.payee, row.draft.kind) == ("NVIDIA", "OpenAI", "equity_investment")
    assert (row.draft.status, row.draft.amount) == ("announced", "31bn")


@pytest.mark.parametrize("mapping", [{"payee": "Nobody"}, {"nonsense": "Startup"}])
def test_a_mapping_that_leads_nowhere_is_refused(tmp_path: Path, mapping: dict[str, str]) -> None:
    path = written(tmp_path, "Investor,Startup,Amount\nNVIDIA,OpenAI,30bn\n")
    with pytest.raises(BadInput, match="There is no column"):
        read_deals(path, mapping)


def test_rows_that_do_not_line_up_are_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "payer,payee,kind,status\na,b,debt,paid,5,6\nc,d\nd,e,loan,done,\n",
    )
    rows = read_deals(path)

    assert [(row.line, row.reason.id) for row in rows.broken] == [(2, "import_row_too_long")]
    assert [(row.line, row.draft.payer, row.draft.kind) for row in rows.rows] == [
        (3, "c", ""),
        (4, "d", "debt"),
    ]


def test_a_column_given_twice_counts_once(tmp_path: Path) -> None:
    path = written(tmp_path, "payer,payee,kind,status,amount,amount\na,b,debt,paid,1bn,2bn\n")

    assert read_deals(path).rows[0].draft.amount == "1bn"


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        read_deals(tmp_path / name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text("abc,;\"'\n=30 bn億", max_size=8), max_size=5), max_size=6))
def test_no_list_breaks_it_and_no_row_is_lost(tmp_path: Path, cells: list[list[str]]) -> None:
    text = "payer,payee,kind,status,amount\n" + "\n".join(",".join(row) for row in cells) + "\n"
    rows = read_deals(written(tmp_path, text))

    lines = [row.line for row in (*rows.rows, *rows.broken)]
    assert rows.missing == ()
    assert len(lines) == len(set(lines))
    assert all(line > 1 for line in lines)


def test_a_list_longer_than_any_list_of_deals_is_refused(tmp_path: Path) -> None:
    row = "Acme,NVIDIA,purchase,signed,1\n"
    path = written(tmp_path, "payer,payee,kind,status,amount (USD bn)\n" + row * 1999)
    assert len(read_deals(path).rows) == 1999
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    with pytest.raises(BadInput, match=r"deals\.csv has more than 2000 rows"):
        read_deals(path)
