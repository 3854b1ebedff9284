"""The short way for plain rows gives what the long way gives."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from screener.importers.costs import Unreadable
from screener.importers.plain_rows import PlainRows
from screener.importers.records import Row, Table
from screener.importers.rows import Outcome, RowReader
from screener.importers.sections import sections

COLUMNS = {
    "Symbol": ["NVDA", "SAP.DE", "VOD.L", "0700.HK", "CASH", "TOTAL", "USD", "BRKB", "BRK.B", "nvda", ""],
    "Name": ["NVIDIA", "n/a", "", "Total SA", "台積電", "a\x07b", "Cash"],
    "Quantity": ["5", "5.25", "0", "-5", "1,234", "1.234", "12,345.67", "$5", "1e5", "", "9999999999999"],
    "Cost": ["100", "$1,234.56", "0", "", "12.345", "£5", "1,000", "99999999999.99"],
    "Average price": ["100", "$1,234.56", "0", "", "12.345", "75p", "1,000"],
    "Price": ["10", "$10.00", "", "702.30"],
    "Value": ["50", "$50.00", "", "1404.60", "1,000.50"],
    "Currency": ["USD", "GBX", "GBP", "EUR", "", "$", "dollars"],
    "Type": ["Stock", "Bond", "Cash", "ETF", ""],
    "ISIN": ["US67066G1040", ""],
}  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of some of the columns and rows of cells that occur in files."""
    labels = draw(st.lists(st.sampled_from(sorted(COLUMNS.keys() - {"Symbol", "Quantity"})), unique=True))
    labels = draw(st.permutations(["Symbol", "Quantity", *labels]))
    cells = st.tuples(*(st.sampled_from(COLUMNS[label]) for label in labels)).map(list)
    rows = draw(st.lists(cells, min_size=1, max_size=6))
    delimiter = draw(st.sampled_from([",", ";"]))
    return Table(Path("x.csv"), delimiter, [Row(n, row) for n, row in enumerate([list(labels), *rows], 1)])


def read(reader: RowReader, row: Row) -> Outcome | str:
    try:
        return reader.read_any(row)
    except Unreadable as error:
        return error.reason.id


@settings(deadline=None, max_examples=300)
@given(tables())
def test_both_ways_agree(table: Table) -> None:
    (section,) = sections(table)
    long_way = RowReader(section, table.delimiter)
    short_way = long_way.plain
    for row in section.rows:
        told = {name: list(texts) for name, texts in long_way.remarks.items()}
        result = read(long_way, row)
        plain = short_way.read(row)
        if plain is not None:
            assert plain == result
            assert long_way.remarks == told, "a plain row deserves no remark"


def test_plain_rows_take_the_short_way() -> None:
    labels = ["Symbol", "Name", "Quantity", "Cost", "Currency", "Type"]
    rows = [["NVDA", "NVIDIA", "5.25", "1234.50", "USD", "Stock"], ["SAP.DE", "SAP", "3", "300", "EUR", ""]]
    table = Table(Path("x.csv"), ",", [Row(n, row) for n, row in enumerate([labels, *rows], 1)])
    (section,) = sections(table)
    reader = RowReader(section, ",")
    assert isinstance(reader.plain, PlainRows)
    assert all(reader.plain.read(row) is not None for row in section.rows)
