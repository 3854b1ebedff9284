"""What a list of positions means: columns, lots, cash, symbols, decimal signs, and lists of trades."""

import pytest

from screener.domain.message import Names
from screener.wording import sentence
from tests.importers.conftest import Import
from tests.importers.reviews import assert_nothing_lost, held, plain, rejected, remarks, skipped


@pytest.mark.parametrize(
    "header", ["ticker,shares", "Symbol;Quantity", "SYMBOL\tQTY", "Security|Units", "stock,no. of shares"]
)
def test_the_shortest_list(read: Import, header: str) -> None:
    sign = next(one for one in ",;\t|" if one in header)
    review = read(f"{header}\nNVDA{sign}10\nMSFT{sign}5\n")
    assert held(review) == [("NVDA", "10", None, None), ("MSFT", "5", None, None)]
    assert review.recognised_as == "positions"


def test_a_column_of_row_numbers_called_position(read: Import) -> None:
    review = read("Position,Ticker,Shares\n1,AAPL,10\n2,MSFT,20\n")
    assert held(review) == [("AAPL", "10", None, None), ("MSFT", "20", None, None)]


def test_of_two_columns_of_one_name_the_first_counts(read: Import) -> None:
    assert held(read("Symbol,Quantity,Quantity\nAAPL,5,6\n")) == [("AAPL", "5", None, None)]


def test_the_list_this_program_writes(read: Import) -> None:
    review = read(
        "symbol,name,quantity,cost,currency,kind\n"
        'NVDA,"\'=NVIDIA",12,1500.00,USD,equity\nUSD,Cash,500,,USD,cash\n'
    )
    assert held(review) == [("NVDA", "12", "USD", "1500"), ("USD", "500", "USD", None)]
    assert review.positions[0].name == "=NVIDIA"


def test_crypto_with_many_decimals_is_exact(read: Import) -> None:
    review = read("Asset,Amount,Price,Value\nBTC,0.123456789012345678,60000,7407.41\n")
    assert held(review) == [("BTC", "0.123456789012345678", None, None)]


def test_decimal_signs_that_change_within_a_file_are_settled_by_the_value(read: Import) -> None:
    review = read(
        "Symbol;Quantity;Price;Value\nA;1,234;10,00;12,34\nB;1.234;10,00;12340,00\nC;1.234;10.00;12.34\n"
    )
    assert [plain(position.quantity) for position in review.positions] == ["1.234", "1234", "1.234"]
    assert "import_number_guessed" not in remarks(review)


@pytest.mark.parametrize(("text", "units"), [("1,234", "1234"), ("1.234", "1.234")])
def test_a_number_nothing_settles_is_said_aloud(read: Import, text: str, units: str) -> None:
    review = read(f'Symbol,Shares\nSAP,"{text}"\n')
    assert [plain(position.quantity) for position in review.positions] == [units]
    assert text in sentence(review.warnings[0])
    assert remarks(review) == ["import_number_guessed"]


def test_the_decimal_sign_of_the_file_settles_numbers_in_silence(read: Import) -> None:
    review = read("Symbol;Stück;Kaufkurs\nSAP;1.234;10,50\nALV;2.500;3,99\n")
    assert [plain(position.quantity) for position in review.positions] == ["1234", "2500"]
    assert remarks(review) == []


def test_one_thing_in_two_currencies_stays_apart(read: Import) -> None:
    review = read("ISIN,Quantity,Cost,Currency\nUS67066G1040,5,100,USD\nUS67066G1040,2,90,EUR\n")
    assert held(review) == [("US67066G1040", "5", "USD", "100"), ("US67066G1040", "2", "EUR", "90")]


def test_a_lot_without_cost_takes_the_cost_of_the_whole(read: Import) -> None:
    review = read("Symbol,Quantity,Cost,Currency\nAAPL,5,100,USD\nAAPL,2,,USD\n")
    assert held(review) == [("AAPL", "7", "USD", None)]
    assert remarks(review) == ["import_lots_added", "import_cost_incomplete"]


def test_lots_that_cancel_out_are_closed(read: Import) -> None:
    review = read("Symbol,Quantity\nAAPL,5\nMSFT,3\nAAPL,-5\nKO,0\n")
    assert held(review) == [("MSFT", "3", None, None)]
    assert review.closed == ("KO", "AAPL")
    assert skipped(review) == {
        2: "import_row_cancelled",
        4: "import_row_cancelled",
        5: "import_row_nothing_left",
    }
    assert_nothing_lost(review)


def test_an_isin_with_a_wrong_check_digit_is_kept_and_named(read: Import) -> None:
    review = read("ISIN,Quantity\nXS0000000001,5\nUS67066G1040,1\n")
    assert [position.isin for position in review.positions] == ["XS0000000001", "US67066G1040"]
    assert review.warnings[0].arguments["symbols"] == Names(("XS0000000001",))


def test_cash_rows(read: Import) -> None:
    review = read(
        "Symbol,Name,Quantity,Value,Currency\n$CASH,,5000,,USD\nCASH EUR,,20.5,,\n,Cash,,7,CHF\n"
        ",Cash,0,,CHF\n,Cash,-20,,CHF\nCASH,,9,,\n"
    )
    assert held(review) == [
        ("USD", "5000", "USD", None),
        ("EUR", "20.5", "EUR", None),
        ("CHF", "7", "CHF", None),
        ("CASH", "9", None, None),
    ]
    assert {position.kind for position in review.positions} == {"cash"}
    assert rejected(review) == {6: "import_cash_negative"}
    assert "import_cash_without_currency" in remarks(review)


def test_text_around_and_between_holdings(read: Import) -> None:
    review = read(
        "My holdings\nas of today, more or less\n\nSymbol,Name,Quantity,Value\nAAPL,Apple,10,100\n"
        'Notes,,,\nETF,,,\nNVDA,,,\nDisclaimer\n"some, text",,,\nFP,Total SA,5,100\nTotal,,15,200\n'
    )
    assert held(review) == [("AAPL", "10", None, None), ("FP", "5", None, None)]
    assert review.watchlist == ("NVDA",)
    assert list(skipped(review)) == [6, 7, 9, 10, 12]
    assert_nothing_lost(review)


@pytest.mark.parametrize(
    ("spelled", "symbol"),
    [
        ("nvda", "NVDA"),
        ("NASDAQ:NVDA", "NVDA"),
        ("NVDA US Equity", "NVDA"),
        ("AAPL.US", "AAPL"),
        ("BRK.B", "BRK-B"),
        ("BRK/B", "BRK-B"),
        ("BRKB", "BRK-B"),
        ("VOLV B", "VOLV-B"),
        ("VWRA:xlon", "VWRA.L"),
        ("VOD LN", "VOD.L"),
        ("700 HK", "0700.HK"),
        ("00700.HK", "0700.HK"),
        ("2330 TT", "2330.TW"),
        ("SPYL.DE", "SPYL.DE"),
        ("^GSPC", "^GSPC"),
        ("BTC-USD", "BTC-USD"),
    ],
)
def test_spellings_of_symbols(read: Import, spelled: str, symbol: str) -> None:
    assert [position.symbol for position in read(f"Symbol,Quantity\n{spelled},1\n").positions] == [symbol]


@pytest.mark.parametrize(
    ("code", "currency", "symbol"),
    [
        ("700", "HKD", "0700.HK"),
        ("2330", "TWD", "2330.TW"),
        ("600519", "CNY", "600519.SS"),
        ("300750", "CNY", "300750.SZ"),
        ("7203", "JPY", "7203.T"),
        ("005930", "KRW", "005930.KS"),
        ("12345", "USD", "12345"),
    ],
)
def test_codes_are_completed_by_their_currency(read: Import, code: str, currency: str, symbol: str) -> None:
    review = read(f"Symbol,Quantity,Currency\n{code},1,{currency}\n")
    assert [position.symbol for position in review.positions] == [symbol]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Date,Action,Symbol,Quantity,Price\n01/02/2026,Reinvest Shares,SPY,1,2\n",
            "Action",
        ),
        ("date;type;symbol;qty;price\n05/03/2026;compra;SAN.MC;100;3,85\n", "type"),
        ("Buy/Sell,TradeDate,ISIN,Quantity\nBUY,20260522,CH0111762537,7\n", "Buy/Sell"),
        (
            "Datum,Product,ISIN,Omschrijving,Mutatie,Order Id\n1-1-2026,ASML,NL0010273215,Koop 1,,x\n",
            "Order Id",
        ),
        ("ID;Type;Time;Symbol;Comment;Amount\n1;Stocks/ETF purchase;x;SPYL.DE;OPEN BUY 34;-399\n", "Type"),
        ("Action,Time,ISIN,Ticker,No. of shares\nMarket buy,2026,US17275R1023,CSCO,0.02\n", "Action"),
        ("成交日期,证券代码,证券名称,操作,成交数量\n2026-01-01,600111,北方稀土,买入,1000\n", "成交日期"),
        ("Trade date,Settle date,Reference,Description,Quantity\n1,2,B1,Fund,5\n", "Settle date"),
    ],
)
def test_lists_of_trades_are_refused_with_the_reason(read: Import, text: str, reason: str) -> None:
    review = read(text)
    assert review.recognised_as is None
    assert review.positions == ()
    assert remarks(review) == ["import_is_transactions"]
    assert f"“{reason}”" in sentence(review.warnings[0])
