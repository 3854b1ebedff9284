"""Files that are broken, hostile or something else entirely: one clear sentence each, nothing lost."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from screener.errors import BadInput
from screener.importers import IMPORTERS, records, text
from screener.importers.importer import read_file
from screener.wording import sentence
from tests.importers.conftest import Import
from tests.importers.reviews import assert_nothing_lost, held, rejected, remarks


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        read_file(path, IMPORTERS)
    assert caught.value.path == path
    assert "\n" not in caught.value.message
    return caught.value.message


def _zip() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("positions.csv", "Symbol,Quantity\nAAPL,1\n")
    return archive.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (_zip(), "workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "workbook or an archive"),
        (b"%PDF-1.7\n1 0 obj", "not a text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a text file"),
        (bytes(range(256)) * 40, "not a text file"),
        (bytes(5000), "not a text file"),
        (b"OFXHEADER:100\nDATA:OFXSGML\n<OFX>", "OFX, XML, HTML or JSON"),
        (b"<!doctype html><table><tr><td>AAPL</td></tr></table>", "OFX, XML, HTML or JSON"),
        (b'{"positions": []}', "OFX, XML, HTML or JSON"),
        (b'"""""""""\n"\n"\n', "no table of positions"),
        (b",,,\n;;;\n", "no table of positions"),
        (b"Symbol\nAAPL\nMSFT\n", "no table of positions"),
        (b"just one line of prose", "no table of positions"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_no_list_of_positions(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "positions.csv"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_folder_a_missing_file_and_a_device(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)
    assert "cannot be read" in refused(tmp_path / "gone.csv")
    assert "cannot be read" in refused(tmp_path / "no\0name.csv")
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "pipe.csv"
        os.mkfifo(pipe)
        assert "not an ordinary file" in refused(pipe)


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "positions.csv"
    path.write_text("Symbol,Quantity\nAAPL,1\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refused(path).endswith("cannot be read: Permission denied.")


def test_too_large_and_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "positions.csv"
    path.write_text("Symbol,Quantity\n" + "AAPL,1\n" * 200)
    monkeypatch.setattr(records, "MAX_LINES", 201)
    assert read_file(path, IMPORTERS).positions[0].lots == 200
    monkeypatch.setattr(records, "MAX_LINES", 200)
    assert "more than 200 lines" in refused(path)
    monkeypatch.setattr(text, "MAX_BYTES", 1000)
    assert "larger than" in refused(path)


def test_a_header_alone_says_so(read: Import) -> None:
    review = read("Symbol,Quantity\n")
    assert (review.positions, review.rows) == ((), 0)
    assert [sentence(warning) for warning in review.warnings] == [
        "The file has column names but no positions."
    ]


def test_columns_nobody_knows_are_shown(read: Import) -> None:
    review = read("foo,bar\n1,2\n")
    assert review.needs_mapping
    assert review.recognised_as is None
    assert review.columns == ("foo", "bar")
    assert "foo, bar" in sentence(review.warnings[0])


def test_a_list_without_a_header_is_not_guessed_at(read: Import) -> None:
    assert read("AAPL,10\nMSFT,5\n").needs_mapping


BAD_ROWS = {
    "A,Infinity": "import_quantity_unreadable",
    "A,NaN": "import_no_quantity",
    "A,1e5": "import_quantity_unreadable",
    "A,-1e999": "import_quantity_absurd",
    "A,99999999999999": "import_quantity_absurd",
    "A,=1+1": "import_quantity_unreadable",
    "A,abc": "import_quantity_unreadable",
    "A,12%": "import_quantity_unreadable",
    "A,$5": "import_quantity_unreadable",
    "A,10²": "import_quantity_unreadable",
    "A,1.2.3": "import_quantity_unreadable",
    "A,\x005": "import_quantity_unreadable",
    "A,1\x07": "import_quantity_unreadable",
    "A," + "9" * 500: "import_quantity_absurd",
    "=cmd|'/c calc'!A1,5": "import_symbol_unreadable",
    "<b>bold</b>,5": "import_symbol_unreadable",
    "two words,5": "import_symbol_unreadable",
    ",5": "import_no_identity",
    "A,5,6": "import_row_too_long",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_costs_itself_only(read: Import, row: str) -> None:
    # The control characters of one row must not make the whole look like no text.
    rest = "".join(f"ZZ{n:02d},{n + 1}\n" for n in range(60))
    review = read(f"Symbol,Quantity\nNVDA,10\n{row}\nMSFT,5\n{rest}")
    assert rejected(review) == {3: BAD_ROWS[row]}
    assert held(review)[:2] == [("NVDA", "10", None, None), ("MSFT", "5", None, None)]
    assert len(review.positions) == 62
    assert_nothing_lost(review)


def test_each_reason_is_one_sentence_with_the_words_of_the_row(read: Import) -> None:
    review = read("Symbol,Quantity,Cost,Currency\nA,abc,1,USD\nB,1,x y,USD\nC,1,1,Doubloons\nD,1,9e9,USD\n")
    told = [sentence(row.reason) for row in review.rejected]
    assert [row.line for row in review.rejected] == [2, 3, 4, 5]
    assert "abc" in told[0]
    assert "x y" in told[1]
    assert "Doubloons" in told[2]
    assert "9e9" in told[3]
    assert review.rejected[0].text == "A | abc | 1 | USD"


def test_zero_and_negative_quantities(read: Import) -> None:
    review = read("Symbol,Quantity\nA,-5\nB,0\nC,(3)\n")
    assert held(review) == [("A", "-5", None, None), ("C", "-3", None, None)]
    assert review.closed == ("B",)
    assert "A (2)" in sentence(review.warnings[0])


def test_an_open_quotation_mark_spoils_its_own_line(read: Import) -> None:
    review = read(
        'Symbol,Name,Quantity\nAAPL,"Apple Inc,10\nMSFT,Microsoft,5\n'
        'ORCL,"Oracle ""big"" Corp",7\nKO,"Coke",8\n'
    )
    assert rejected(review) == {2: "import_quote_open"}
    assert [(position.line, position.symbol) for position in review.positions] == [
        (3, "MSFT"),
        (4, "ORCL"),
        (5, "KO"),
    ]
    assert_nothing_lost(review)


@pytest.mark.parametrize("quantity", ["1e40", "2.5E+13", "9" * 50])
def test_a_quantity_beyond_everything_is_too_large_and_not_called_no_number(
    read: Import, quantity: str
) -> None:
    review = read(f"Symbol,Quantity\nAAPL,{quantity}\nMSFT,5\n")
    assert rejected(review) == {2: "import_quantity_absurd"}


def test_rows_added_up_keep_the_first_line_and_name_all(read: Import) -> None:
    review = read("Symbol,Quantity\nAAPL,1\nMSFT,5\nKO,2\nAAPL,2\n")
    assert [(one.symbol, one.line) for one in review.positions] == [("AAPL", 2), ("MSFT", 3), ("KO", 4)]
    assert "AAPL (lines 2 and 5)" in sentence(review.warnings[0])
    many = read("Symbol,Quantity\n" + "AAPL,1\n" * 6)
    assert "AAPL (lines 2, 3, 4, 5 and more)" in sentence(many.warnings[0])


@pytest.mark.parametrize(
    "header",
    [
        "Symbol;Stückzahl", "Symbol;Stueckzahl", "Börsenkürzel;Anzahl Stück", "Symbol;Bestand",
        "Symbol;Nominale", "Symbol;Menge", "Code valeur;Nombre de parts", "Símbolo;Número de acciones",
        "Codice;Numero azioni", "Beurscode;Aantal stuks", "股票代码;持有股数", "證券代號;庫存數量",
        "証券コード;保有株数",
    ],
)  # fmt: skip
def test_quantities_under_the_names_of_many_countries(read: Import, header: str) -> None:
    review = read(f"{header}\nAAPL;3\nMSFT;5\n")
    assert [(one.symbol, one.quantity) for one in review.positions] == [("AAPL", 3), ("MSFT", 5)]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_an_open_quotation_mark_on_the_last_line(read: Import, end: str) -> None:
    review = read(f'Symbol,Name,Quantity\nMSFT,Microsoft,5\nAAPL,"Apple Inc,10{end}')
    assert rejected(review) == {3: "import_quote_open"}
    assert held(review) == [("MSFT", "5", None, None)]


def test_many_open_quotation_marks(read: Import) -> None:
    review = read("Symbol,Name,Quantity\n" + 'AAPL,"Apple,1\nKO,Coke,2\n' * 500)
    assert len(review.rejected) == 500
    assert review.positions[0].lots == 500
    assert_nothing_lost(review)


def test_a_quoted_text_over_two_lines_keeps_the_line_numbers_right(read: Import) -> None:
    review = read('Symbol,Name,Quantity\nAAPL,"Apple\nCUSIP: 037833100",10\nMSFT,Microsoft,x\n')
    assert review.positions[0].name == "Apple CUSIP: 037833100"
    assert rejected(review) == {4: "import_quantity_unreadable"}


def test_a_line_without_end(read: Import) -> None:
    review = read("Symbol,Quantity\nAAPL," + "9" * 1_000_000 + "\nMSFT,5\n")
    assert rejected(review) == {2: "import_row_unreadable"}
    assert held(review) == [("MSFT", "5", None, None)]


def test_ragged_rows(read: Import) -> None:
    review = read(
        "Symbol,Name,Quantity,Cost\nAAPL,Apple\nMSFT,Microsoft,5\nORCL,Oracle,Inc,7,100\nKO,Coke,8,9\n"
    )
    assert rejected(review) == {2: "import_row_too_short", 4: "import_row_too_long"}
    assert [position.symbol for position in review.positions] == ["MSFT", "KO"]


def test_marks_of_direction_and_width_are_no_part_of_a_symbol(read: Import) -> None:
    review = read("\ufeffSymbol,Name,Quantity\n\u202eAAPL\u202c,\u200fApple\u200b,\u200e10\n")
    assert held(review) == [("AAPL", "10", None, None)]
    assert review.positions[0].name == "Apple"


def test_control_characters_leave_a_name(read: Import) -> None:
    rest = "".join(f"ZZ{n:02d},x,{n + 1}\n" for n in range(60))
    review = read(f"Symbol,Name,Quantity\nAAPL,Ap\x00ple\x1b[31m,10\n{rest}")
    assert review.positions[0].name == "Ap ple [31m"


def test_other_line_ends(read: Import) -> None:
    for end in ("\r", "\r\n", "\n"):
        review = read(f"Symbol,Quantity{end}AAPL,5{end}MSFT,x{end}")
        assert held(review) == [("AAPL", "5", None, None)]
        assert rejected(review) == {3: "import_quantity_unreadable"}


def test_a_stated_delimiter(read: Import) -> None:
    review = read("sep=;\nSymbol;Quantity;Cost\nSAP.DE;10;1.234,50\n")
    assert held(review) == [("SAP.DE", "10", None, "1234.5")]
    assert review.positions[0].line == 3


def test_utf_16_without_a_mark(read: Import) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert held(read("Symbol,Quantity\nAAPL,5\n", encoding=encoding)) == [("AAPL", "5", None, None)]


def test_western_letters_are_not_taken_for_asian_ones(read: Import) -> None:
    review = read("Symbol;Name;Stück\nBAS.DE;Größe & Söhne;5\nOR.PA;L'Oréal;6\n", encoding="cp1252")
    assert [position.name for position in review.positions] == ["Größe & Söhne", "L'Oréal"]


def test_more_remarks_than_fit_are_counted(read: Import) -> None:
    review = read("Symbol,Quantity\n" + "".join(f"AB{chr(65 + n)},-1\n" for n in range(12)))
    assert remarks(review) == ["import_short_and_more"]
    assert "not named: 4" in sentence(review.warnings[0])


def test_an_open_quotation_mark_above_the_header_hides_nothing(read: Import) -> None:
    long_lines = ("x" * 15_000 + "\n") * 30
    review = read(f'"an account\n{long_lines}Symbol;Quantity\nAAPL;5\n')
    assert held(review) == [("AAPL", "5", None, None)]
    assert rejected(review) == {1: "import_quote_open"}


def test_a_row_of_nothing_but_uncommon_spaces(read: Import) -> None:
    review = read("Symbol,Quantity\n\u2003,\u3000\nAAPL,5\n")
    assert held(review) == [("AAPL", "5", None, None)]
    assert_nothing_lost(review)


def test_a_header_on_every_line(read: Import) -> None:
    review = read("Symbol,Quantity\n" * 3000 + "AAPL,5\n")
    assert held(review) == [("AAPL", "5", None, None)]
    assert_nothing_lost(review)


def test_more_columns_than_any_list_has(read: Import) -> None:
    assert read("Symbol,Quantity" + ",x" * 5000 + "\n").needs_mapping
