"""Whatever bytes a file holds, it is read or refused with a sentence, and no row is lost."""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from screener.domain.imported import ImportReview
from screener.errors import BadInput
from screener.importers import IMPORTERS
from screener.importers.importer import read_file
from tests.importers.reviews import assert_nothing_lost

HEADERS = [
    "Symbol,Name,Quantity,Cost,Currency",
    "Symbol;Stück;Kaufkurs;Währung",
    "ISIN,Quantity,Value,Date",
    "Position,Ticker,Shares,Price,Value,Type",
]
PIECES = [
    *"AN01.,;-+()$€£%\"'=\t|/ ",
    "NVDA", "US67066G1040", "1.234", "1,234", "12.50", "USD", "GBX", "cash", "$CASH", "Total", "n/a", "--",
    "2026-01-02", "31/12/2025", "\n", "\r\n", "\x00", "\u202e", "\u2003", "台積電", "Symbol", "Quantity",
]  # fmt: skip
pieces = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


def review_of(content: bytes) -> ImportReview | None:
    """The review, or None when the file was refused with one sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "positions.csv"
        path.write_bytes(content)
        try:
            return read_file(path, IMPORTERS)
        except BadInput as error:
            told = error.message
    assert told
    assert "\n" not in told
    return None


def check(content: bytes) -> None:
    review = review_of(content)
    if review is None or review.recognised_as is None:
        return
    assert_nothing_lost(review)
    for position in review.positions:
        assert position.quantity.is_finite()
        assert position.quantity
        assert position.symbol or position.isin or position.name
        assert position.cost is None or (position.cost.is_finite() and position.cost >= 0)


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfeS\x00y\x00\xff")
def test_any_bytes(content: bytes) -> None:
    check(content)


@settings(deadline=None)
@given(st.sampled_from(HEADERS), pieces)
def test_any_rows_below_a_header(header: str, rows: str) -> None:
    check(f"{header}\n{rows}".encode())


@settings(deadline=None)
@given(st.sampled_from(HEADERS), pieces, st.sampled_from(["cp1252", "gb18030", "big5", "utf-16", "cp932"]))
def test_any_rows_in_any_encoding(header: str, rows: str, encoding: str) -> None:
    check(f"{header}\n{rows}".encode(encoding, errors="replace"))


names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
rows = st.lists(
    st.tuples(
        st.from_regex(r"\A[A-Z]{1,3}\Z"),
        names,
        st.decimals(min_value=Decimal("0.0001"), max_value=10**9, places=4),
        st.decimals(min_value=0, max_value=10**9, places=2),
    ),
    max_size=20,
    unique_by=lambda row: row[0],
)


@settings(deadline=None)
@given(rows, st.sampled_from([",", ";", "\t"]), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_what_was_written_is_read_exactly(
    written: list[tuple[str, str, Decimal, Decimal]], delimiter: str, quoting: int
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)
    writer.writerow(["Symbol", "Name", "Quantity", "Cost", "Currency"])
    writer.writerows([*row, "EUR"] for row in written)
    review = review_of(file.getvalue().encode())
    assert review is not None
    assert review.rejected == ()
    assert [(one.symbol, one.quantity, one.cost, one.currency) for one in review.positions] == [
        (symbol, quantity, cost, "EUR") for symbol, _, quantity, cost in written
    ]


@settings(deadline=None)
@given(rows.filter(bool))
def test_the_decimal_comma_of_a_semicolon_file(written: list[tuple[str, str, Decimal, Decimal]]) -> None:
    lines = [f"{symbol};{quantity:,.4f};{cost:,.2f}" for symbol, _, quantity, cost in written]
    swapped = [line.translate({ord(","): ".", ord("."): ","}) for line in lines]
    review = review_of("\n".join(["Symbol;Stück;Einstandswert", *swapped]).encode())
    assert review is not None
    assert [(one.symbol, one.quantity, one.cost) for one in review.positions] == [
        (symbol, quantity, cost) for symbol, _, quantity, cost in written
    ]
