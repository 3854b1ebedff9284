"""Lists of positions in the shapes that brokers and sites give them."""

from datetime import date

import pytest

from screener.domain.message import Names
from screener.wording import sentence
from tests.importers.conftest import Import
from tests.importers.reviews import assert_nothing_lost, held, remarks, skipped

SCHWAB_HEADER = (
    '"Symbol","Description","Qty (Quantity)","Price","Price Chng $ (Price Change $)",'
    '"Mkt Val (Market Value)","Cost Basis","Gain $ (Gain/Loss $)","Security Type",\n'
)


def test_a_list_of_several_accounts_with_a_header_each(read: Import) -> None:
    review = read(
        '"Positions for All-Accounts as of 09:59 AM ET, 2026/01/15"\n\n'
        '"Individual ...123"\n'
        + SCHWAB_HEADER
        + '"NVDA","NVIDIA CORP","1,234","$180.50","$1.20","$222,737.00","$100,000.00","$1","Equity",\n'
        '"AAPL 01/16/2026 250.00 C","CALL APPLE","-2","$4.15","$0","-$830.00","-$700.00","$1","Option",\n'
        '"QQQ","INVESCO QQQ","10.5","$500.00","$0","$5,250.00","N/A","$1","ETFs & Closed End Funds",\n'
        '"Cash & Cash Investments","--","--","--","--","$1,061.04","--","--","Cash and Money Market",\n'
        '"Account Total","--","--","--","--","$228,218.04","$100,000.00","--","--",\n\n'
        '"Roth ...456"\n'
        + SCHWAB_HEADER
        + '"NVDA","NVIDIA CORP","6","$180.50","$1.20","$1,083.00","$500.00","$1","Equity",\n'
        '"Account Total","--","--","--","--","$1,083.00","--","--","--",\n'
    )
    assert held(review) == [
        ("NVDA", "1240", "USD", "100500"),
        ("AAPL 01/16/2026 250.00 C", "-2", "USD", "700"),
        ("QQQ", "10.5", "USD", None),
        ("USD", "1061.04", "USD", None),
    ]
    assert [position.kind for position in review.positions] == ["equity", "option", "fund", "cash"]
    assert remarks(review) == ["import_lots_added", "import_short", "import_rows_skipped"]
    assert "NVDA (lines 5 and 13)" in sentence(review.warnings[0])
    assert skipped(review) == {
        9: "import_row_is_total",
        11: "import_row_is_text",
        14: "import_row_is_total",
    }
    assert_nothing_lost(review)


def test_rows_with_one_cell_too_many_and_a_footer(read: Import) -> None:
    review = read(
        "Account Number,Account Name,Symbol,Description,Quantity,Last Price,Current Value,"
        "Cost Basis Total,Average Cost Basis,Type\n"
        "X1,Ind,SPAXX**,HELD IN MONEY MARKET,,,$500.00,,,Cash,\n"
        "X1,Ind,BRKB,BERKSHIRE,10,$450.00,$4500.00,$4000.00,$400.00,Cash,\n"
        "X1,Ind,Pending Activity,,,,$-250.00,,,,\n\n"
        '"The data is provided to you solely for your use,\nand is not ""for"" distribution."\n\n'
        "Date downloaded Jan-15-2026 10:00 AM ET\n"
    )
    assert held(review) == [("USD", "500", "USD", None), ("BRK-B", "10", "USD", "4000")]
    # "Cash" beside a real symbol is the type of the account.
    assert [position.kind for position in review.positions] == ["cash", None]
    assert list(skipped(review)) == [4, 6, 9]
    assert_nothing_lost(review)


def test_holdings_and_the_trades_that_made_them_are_not_added_up(read: Import) -> None:
    review = read(
        "Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,\n"
        "1,VANGUARD 500 INDEX,VFIAX,10.123,400.00,4049.20,\n"
        "1,US TREASURY NOTE,null,5000,100.00,500000.00,\n\n\n"
        "Account Number,Trade Date,Settlement Date,Transaction Type,Investment Name,Symbol,Shares,Price,\n"
        "1,01/02/2026,01/03/2026,Buy,VANGUARD 500 INDEX,VFIAX,10.123,400.00,\n"
    )
    assert held(review) == [("VFIAX", "10.123", None, None), ("US TREASURY NOTE", "5000", None, None)]
    assert skipped(review) == {7: "import_row_of_trades"}
    assert_nothing_lost(review)


def test_a_portfolio_with_pence_lots_and_a_watchlist(read: Import) -> None:
    review = read(
        "Symbol,Current Price,Date,Change,Trade Date,Purchase Price,Quantity,Commission,Comment\n"
        'AAPL,231.55,20260706,2.45,20250110,150.25,10,,"core, holding"\n'
        "AAPL,231.55,20260706,2.45,20250111,160,5,,\n"
        "HSBA.L,702.30,20260706,3.80,20240515,650.00,200,,\n"
        "0700.HK,540.00,20260706,-2.00,,,,,\n"
        "0700.HK,540.00,20260706,-2.00,,,,,\n"
        "$$CASH,1.00,20260706,0.00,,,,,\n"
    )
    assert held(review) == [("AAPL", "15", "USD", "2302.5"), ("HSBA.L", "200", "GBP", "1300")]
    assert review.watchlist == ("0700.HK",)
    assert review.as_of == date(2026, 7, 6)
    assert skipped(review) == {6: "import_row_listed_already", 7: "import_row_no_amount"}
    assert_nothing_lost(review)


def test_of_several_days_only_the_newest_counts(read: Import) -> None:
    review = read(
        "date,symbol,quantity,price,currency\n"
        "31/03/2026,AAPL,50,171.48,USD\n31/03/2026,TD.TO,100,85.00,CAD\n31/03/2026,$CASH,5000,,USD\n"
        "30/06/2026,AAPL,55,210.62,USD\n30/06/2026,TD.TO,100,92.15,CAD\n30/06/2026,$CASH,3200,,USD\n"
    )
    assert held(review) == [
        ("AAPL", "55", "USD", None),
        ("TD.TO", "100", "CAD", None),
        ("USD", "3200", "USD", None),
    ]
    assert review.as_of == date(2026, 6, 30)
    assert "30 Jun 2026" in sentence(review.warnings[0])
    assert_nothing_lost(review)


def test_lots_with_the_day_of_their_purchase_are_added(read: Import) -> None:
    review = read(
        "Symbol,Date,Quantity,Purchase Price\n"
        "AAPL,2024-01-02,5,100\nAAPL,2024-05-06,7,120.5\nMSFT,2024-01-02,1,300\n"
    )
    assert held(review) == [("AAPL", "12", None, "1343.5"), ("MSFT", "1", None, "300")]
    assert [position.lots for position in review.positions] == [2, 1]


def test_german_bank(read: Import) -> None:
    review = read(
        "Depotbestand vom 12.10.2026 12:00:00\nKunde;Max Muster;Depot 123\n\n"
        "ISIN;Wertpapiername;Stück/Nominale;Einstandskurs;Währung;Einstandswert;Währung;Kurswert;Währung\n"
        "DE0007164600;SAP SE;1.200;101,50;EUR;121.800,00;EUR;288.120,00;EUR\n"
        "US67066G1040;NVIDIA CORP;25,5 St.;100,00;USD;2.550,00;EUR;4.000,00;EUR\n"
        "Summe;;;;;124.350,00;EUR;292.120,00;EUR\n",
        encoding="cp1252",
    )
    assert held(review) == [
        ("DE0007164600", "1200", "EUR", "121800"),
        ("US67066G1040", "25.5", "EUR", "2550"),
    ]
    assert review.positions[0].name == "SAP SE"
    assert skipped(review) == {7: "import_row_is_total"}


def test_german_list_with_the_currency_in_the_header(read: Import) -> None:
    review = read(
        '"Stück/Nom.";"Bezeichnung";"WKN";"Typ";"Währung";"Akt. Kurs";"Kaufkurs in EUR"\n'
        '"10";"NVIDIA CORP.";"918422";"Aktie";"EUR";"160,12";"100,00"\n'
        '"4,5";"ISHARES MSCI WORLD";"A0RPWH";"Fonds";"EUR";"100,50";"80,00"\n',
        encoding="cp1252",
    )
    assert held(review) == [("918422", "10", "EUR", "1000"), ("A0RPWH", "4.5", "EUR", "360")]
    assert [position.kind for position in review.positions] == ["equity", "fund"]


def test_swiss_list_with_apostrophes_groups_and_utf_16(read: Import) -> None:
    review = read(
        " ,Symbole,Quantité,Coût unitaire,Valeur totale,Prix,Dev.,Valeur totale CHF,\n"
        "Actions, , , , , , , ,\n"
        " ,ABNB,20,135.00,2492.40,124.62,USD,1978.97,\n"
        "ETF, , , , , , , ,\n"
        " ,VUSA,1'050,12.25,13'000.00,12.38,CHF,13'000.00,\n"
        "Total, , , , , , ,14978.97,\n",
        encoding="utf-16",
    )
    assert held(review) == [("ABNB", "20", "USD", "2700"), ("VUSA", "1050", "CHF", "12862.5")]
    assert_nothing_lost(review)


def test_french_list_with_narrow_spaces(read: Import) -> None:
    review = read(
        "Libellé;ISIN;Qté;PRU;Cours;Valorisation\n"
        "AIR LIQUIDE;FR0000120073;1\u202f012;150,00 €;170,00 €;172\u202f040,00 €\n"
    )
    assert held(review) == [("FR0000120073", "1012", "EUR", "151800")]


def test_spanish_list(read: Import) -> None:
    review = read(
        "Valor;ISIN;Títulos;Precio medio;Último precio;Valor de mercado;Divisa\n"
        "BANCO SANTANDER;ES0113900J37;1.500;3,85;4,10;6.150,00;EUR\n"
        "IBERDROLA;ES0144580Y14;200;10,5;12,00;2.400,00;EUR\n",
        encoding="cp1252",
    )
    assert held(review) == [("ES0113900J37", "1500", "EUR", "5775"), ("ES0144580Y14", "200", "EUR", "2100")]


def test_dutch_list_whose_amounts_stand_in_a_column_without_a_name(read: Import) -> None:
    review = read(
        "Product,Symbool/ISIN,Aantal,Slotkoers,Lokale waarde,,Waarde in EUR\n"
        '"CASH & CASH FUND & FTX CASH (EUR)",,,,EUR,"1079,92","1079,92"\n'
        'ADR ON NICE LTD,US6536561086,13,"91,15",USD,"1184,95","1019,29"\n'
    )
    assert held(review) == [("EUR", "1079.92", "EUR", None), ("US6536561086", "13", "USD", None)]


def test_english_list_that_calls_the_units_amount(read: Import) -> None:
    review = read(
        "Product,Symbol/ISIN,Amount,Closing,Local value,Value in CHF\n"
        "ISHARES GOVT,IE00B14X4Q57,10,144.01,EUR 1440.10,1400\n"
    )
    assert held(review) == [("IE00B14X4Q57", "10", "EUR", None)]


def test_swedish_list(read: Import) -> None:
    review = read(
        "Kontonummer;Namn;Kortnamn;Volym;Marknadsvärde;GAV (SEK);GAV;Valuta;Land;ISIN;Typ\n"
        "1;SKF B;SKF B;14;3506,67;247,76;247,76;SEK;SE;SE0000108227;STOCK\n"
        "1;Apple;AAPL;1;2388,20;267,63;267,63;USD;US;US0378331005;STOCK\n"
        "1;Fund Global;Fund Glo;12,345;3388,20;200,63;200,63;SEK;SE;SE0011527613;FUND\n",
        encoding="utf-8-sig",
    )
    assert held(review) == [
        ("SKF-B", "14", "SEK", "3468.64"),
        ("AAPL", "1", "SEK", "267.63"),
        ("SE0011527613", "12.345", "SEK", "2476.77735"),
    ]


def test_mainland_chinese_sheet_that_is_a_tab_separated_text(read: Import) -> None:
    review = read(
        "证券代码\t证券名称\t证券数量\t成本价\t现价\t市值\n"
        '="600519"\t贵州茅台\t100\t1500.00\t1600.00\t160000.00\n'
        '="000001"\t平安银行\t1,000\t10.50\t11.00\t11000.00\n'
        "合计\t\t\t\t\t171000.00\n",
        encoding="gb18030",
        name="holdings.xls",
    )
    assert held(review) == [("600519.SS", "100", "CNY", "150000"), ("000001.SZ", "1000", "CNY", "10500")]
    assert review.positions[0].name == "贵州茅台"
    assert remarks(review) == ["import_code_completed", "import_rows_skipped"]


@pytest.mark.parametrize(
    ("encoding", "header", "row", "expected"),
    [
        (
            "big5",
            "股票代號,股票名稱,庫存股數,平均成本",
            '2330,台積電,"1,000",900.5',
            ("2330.TW", "1000", "TWD", "900500"),
        ),
        (
            "cp932",
            "銘柄コード,銘柄名,保有数量,取得単価",
            "7203,トヨタ自動車,100,2500.5",
            ("7203.T", "100", "JPY", "250050"),
        ),
        (
            "cp949",
            "종목코드,종목명,보유수량,매입단가",
            "005930,삼성전자,10,70000",
            ("005930.KS", "10", "KRW", "700000"),
        ),
    ],
)
def test_asian_encodings(
    read: Import, encoding: str, header: str, row: str, expected: tuple[str, str, str, str]
) -> None:
    review = read(f"{header}\n{row}\n", encoding=encoding)
    assert held(review) == [expected]
    assert review.positions[0].name == row.split(",")[1]


def test_british_list_with_pence_and_pounds_side_by_side(read: Import) -> None:
    review = read(
        "\ufeffSymbol,Name,Qty,Price,Market Value £,Book Cost,Average Price\n"
        'VOD,Vodafone,"1,000",75.50p,£755.00,,90.00p\n'
        'AAPL,Apple Inc,10,$200.00,"£1,500.00","£1,000.00",$130.00\n'
        '"","","","","£2,255.00","£1,900.00",\n'
    )
    assert held(review) == [("VOD", "1000", "GBP", "900"), ("AAPL", "10", "GBP", "1000")]
    assert skipped(review) == {4: "import_row_is_text"}


def test_prices_in_pence_show_by_their_value(read: Import) -> None:
    review = read(
        "Ticker,Shares,Average Price,Currency,Price,Value\n"
        "HSBA.L,200,650.00,GBX,702.30,1404.60\n"
        "BP.L,100,400,GBP,412.5,412.50\n"
        "VUKE.L,100,30.5,GBP,31.5,3150.00\n"
    )
    assert held(review) == [
        ("HSBA.L", "200", "GBP", "1300"),
        ("BP.L", "100", "GBP", "400"),
        ("VUKE.L", "100", "GBP", "3050"),
    ]


def test_a_bond_in_percent_of_its_face(read: Import) -> None:
    review = read(
        "Symbol,Type,Quantity,Price,Purchase Price,Value,Currency\n"
        "912810QF8,Bond,55000,90.67,91.00,49868.50,USD\n"
    )
    assert held(review) == [("912810QF8", "55000", "USD", "50050")]


def test_pence_that_nothing_states_are_said_aloud(read: Import) -> None:
    review = read("Symbol,Shares,Average Price\nVOD.L,10,90\nAAPL,1,100\n")
    assert held(review) == [("VOD.L", "10", "GBP", "9"), ("AAPL", "1", None, "100")]
    assert remarks(review) == ["import_pence_assumed"]
    assert review.warnings[0].arguments["symbols"] == Names(("VOD.L",))


def test_a_statement_whose_rows_name_their_table(read: Import) -> None:
    review = read(
        "Statement,Header,Field Name,Field Value\nStatement,Data,BrokerName,Example\n"
        "Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,"
        "Cost Basis,Close Price,Value,Code\n"
        "Open Positions,Data,Summary,Stocks,USD,AAPL,100,1,150,15000,170,17000,\n"
        "Open Positions,Data,Lot,Stocks,USD,AAPL,60,1,150,9000,170,10200,\n"
        "Open Positions,Data,Lot,Stocks,USD,AAPL,40,1,150,6000,170,6800,\n"
        "Open Positions,Total,,Stocks,USD,,,,,15000,,17000,\n"
        "Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,Proceeds\n"
        'Trades,Data,Order,Stocks,USD,AAPL,"2026-01-02, 10:00:00",60,-9000\n'
    )
    assert held(review) == [("AAPL", "100", "USD", "15000")]
    assert list(skipped(review)) == [5, 6, 7, 9]
    assert_nothing_lost(review)
