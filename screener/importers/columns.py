"""What a column of a positions file means, told by its name in several languages."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from screener.domain.number_text import read_number

_WORDS = {
    "symbol": (
        "symbol, symb, sym, ticker, ticker symbol, stock symbol, stock ticker, security symbol, "
        "trading symbol, investment symbol, asset symbol, symbol/cusip, symbol/isin, symbool/isin, "
        "code, stock code, security code, instrument code, mnemonic, epic, kürzel, kuerzel, symbole, "
        "mnemo, símbolo, simbolo, symbool, kortnamn, börsenkürzel, tickersymbol, wertpapierkürzel, "
        "code mnémo, code mnémonique, code valeur, clave, codice, codice titolo, ticker código, "
        "beurscode, tickersymbool, kortnamn ticker, 股票编号, 銘柄コード・ティッカー, 証券コード, "
        "代碼, 代码, 代號, 股票代號, 股票代碼, 股票代码, "
        "證券代號, 證券代碼, 证券代码, 基金代码, 銘柄コード, 銘柄コードティッカー, ティッカー, "
        "コード, 종목코드"
    ),
    "isin": "isin, isin code, isin number, isin nummer, code isin, symbol isin, isin wkn",
    "code": "wkn, valoren, valorennummer, sedol, cusip, symbol wkn",
    "name": (
        "name, description, security, security name, security description, company, company name, "
        "stock, stock name, product, product name, instrument, instrument name, investment, "
        "investment name, asset, asset name, holding, fund, fund name, long name, title, produkt, "
        "bezeichnung, wertpapier, wertpapiername, wertpapierbezeichnung, libellé, valeur mobilière, "
        "titel, titelbezeichnung, aktie, unternehmen, gattungsbezeichnung, name des wertpapiers, "
        "instrumentname, libellé valeur, intitulé, titre, société, nom de la valeur, activo, "
        "denominación, nombre del valor, nombre valor, strumento, nome, nome titolo, denominazione, "
        "società, effect, fonds, fondsnaam, productnaam, bedrijf, aandeel, värdepapper namn, bolag, "
        "股票, 证券, 公司名称, 公司名稱, 商品名稱, 商品名称, 銘柄名称, ファンド名, "
        "nom, désignation, nombre, valor, descripción, empresa, titolo, descrizione, naam, namn, "
        "värdepapper, 名稱, 名称, 股票名稱, 股票名称, 證券名稱, 证券名称, 基金名称, 銘柄, 銘柄名, "
        "종목명"
    ),
    "quantity": (
        "quantity, qty, shares, units, no of shares, number of shares, no of units, number of units, "
        "amount of shares, total shares, share quantity, share count, shares held, units held, "
        "quantity held, total quantity, open quantity, current quantity, stück, stueck, stücke, "
        "stückzahl, stueckzahl, stk, anzahl stück, anzahl stueck, anzahl aktien, anzahl anteile, "
        "anteile, nominalbetrag, nennwert/stück, st/nom, nombre d actions, "
        "nombre de parts, nb actions, parts, quantités, unidades, número de títulos, "
        "número de acciones, nº de títulos, nº títulos, número de participaciones, azioni, "
        "numero azioni, numero quote, q.tà, qta, titoli in portafoglio, aantal stuks, stuks, "
        "aantal aandelen, antal aktier, antal andelar, 持有股数, 持股, 持仓, 股份数量, 股票数量, "
        "持股数量, 证券余额, 份额, 基金份额, 庫存數量, 目前庫存, 保有株数, 株数, 口数, 保有口数, 残高数量, "
        "stück/nominal, stück/nominale, stück/nom, nominal/stück, anzahl, menge, bestand, nominal, "
        "nominale, aantal, quantité, qté, qte, nombre de titres, nb titres, cantidad, títulos, "
        "acciones, participaciones, quantità, numero titoli, antal, volym, beholdning, 數量, 数量, "
        "股數, 股数, 持股數, 持股数, 持有股數, 庫存股數, 現有股數, 集保股數, 持仓数量, 持有数量, "
        "持倉數量, 持有份额, 证券数量, 股票余额, 当前持仓, 保有数量, 보유수량"
    ),
    "cost": (
        "cost, cost basis, cost basis total, total cost basis, total cost, book cost, book value, "
        "purchase value, acquisition value, acquisition cost, cost value, invested, invested amount, "
        "total invested, amount invested, einstandswert, kaufwert, anschaffungswert, kaufbetrag, "
        "investiert, investierter betrag, anschaffungskosten, einstandsbetrag, coût, "
        "coût d acquisition, valeur d achat, prix total, costo, costo totale, costo di acquisto, "
        "importo investito, controvalore di carico, valor de compra, coste de adquisición, "
        "costo total, aankoopbedrag, kostprijs totaal, geïnvesteerd bedrag, totale kosten, "
        "anskaffningskostnad, 买入成本, 持仓成本, 投入成本, 付出成本, 成本總額, 取得価額, 取得総額, "
        "coût total, "
        "prix de revient total, montant investi, coste total, coste, importe invertido, valore di "
        "carico, aankoopwaarde, anskaffningsvärde, 成本, 總成本, 总成本, 成本金额, 成本金額, "
        "投資成本, 取得金額, 매입금액"
    ),
    "unit_cost": (
        "unit cost, average cost, avg cost, average price, avg price, purchase price, cost per "
        "share, cost/share, average cost basis, cost basis per share, cost basis/share, average "
        "cost/share, price paid, buy price, buying price, average buy price, average open price, avg "
        "open, open price, entry price, avg entry price, cost price, average purchase price, pps, "
        "einstandskurs, einstandskurs inkl nk, kaufkurs, einstandspreis, kaufpreis, einstand, prix "
        "de revient, prix d achat, prix achat, pru, coût unitaire, prix moyen, precio medio, precio "
        "de compra, precio medio de compra, prezzo medio, prezzo medio di carico, pmc, gak, "
        "gemiddelde aankoopprijs, aankoopkoers, gav, inköpskurs, 均價, 均价, 成本價, 成本价, "
        "平均成本, 平均成本價, 買入均價, 买入均价, 持仓成本价, 参考成本价, 取得単価, 平均取得単価, "
        "平均取得価額, 매입단가"
    ),
    "price": (
        "price, last price, current price, market price, share price, unit price, close, closing, "
        "closing price, close price, last, mark, nav, kurs, aktueller kurs, bewertungskurs, letzter "
        "kurs, cours, dernier cours, prix, precio, último precio, prezzo, koers, slotkoers, senaste "
        "kurs, 現價, 现价, 市價, 市价, 收盤價, 最新价, 現在値, 현재가"
    ),
    "value": (
        "value, market value, mkt val, mkt value, current value, total value, position value, "
        "holding value, net value, market value base, local value, wert, marktwert, kurswert, "
        "gesamtwert, aktueller wert, valeur, valeur totale, valorisation, montant, valor de mercado, "
        "valor total, controvalore, waarde, lokale waarde, marknadsvärde, värde, 市值, 最新市值, "
        "評価額, 時価評価額, 평가금액"
    ),
    "amount": "amount",
    "position": "position, positions",
    "currency": (
        "currency, ccy, curr, cur, currency code, currency primary, trade currency, trading "
        "currency, local currency, price currency, listing currency, instrument currency, currency "
        "symbol, währung, waehrung, whg, whrg, handelswährung, kurswährung, devise, devises, dev, monnaie, "
        "moneda, divisa, divisas, valuta, munt, muntsoort, 交易币种, 交易幣別, 幣種, 計價幣別, 通貨単位, "
        "幣別, 币种, 貨幣, "
        "货币, 通貨, 통화"
    ),
    "kind": (
        "type, asset type, asset class, security type, instrument type, investment type, kind, "
        "asset category, typ, gattung, produktart, type de valeur, tipo, 類別, 类别, "
        "資產類別"
    ),
    "date": "date, as of, as of date, valuation date, snapshot date, position date, report date, datum, 日期",
    "action": (
        "action, transaction type, activity type, activity, transaction, trans code, order type, "
        "buy/sell, side, buy or sell, umsatzart, transaktionstyp, opération, operación, tipo de "
        "operación, 買賣別, 買賣, 买卖, 买卖方向, 买卖标志, 交易類別, 交易类别, 业务名称, 操作"
    ),
}
TRADE_LABELS = (
    "transaction type, activity type, trans code, buy/sell, settle date, settlement date, settled, "
    "order id, trade id, run date, fees comm, trade money, ib commission, umsatzart, "
    "transaktionstyp, 交收日期, 成交编号, 成交日期, 成交時間, 成交时间, 成交數量, 成交数量, 買賣別, "
    "买卖方向, 买卖标志, 業務名稱, 业务名称"
)
IDENTITY = ("symbol", "isin", "code", "name")
MONEY = ("cost", "unit_cost", "price", "value")
_MARK_IN_HEADER = re.compile(
    r"[(\[]\s*(?:in\s+|en\s+)?(?P<inside>[A-Z]{3}|GBp|ZAc|[$€£¥]|p|pence)\s*[)\]]\s*$"
    r"|\s(?:in\s+|en\s+)?(?P<after>[A-Z]{3}|[$€£¥])\s*$"
)
_IN_BRACKETS = re.compile(r"[(\[](?P<text>[^)\]]*)[)\]]")
_NOT_CURRENCIES = frozenset({"QTY", "AVG", "P/L", "PNL", "YTD", "NAV", "EPS", "ETF"})
MAX_COLUMNS = 500
_MAX_LABEL = 60
_QUOTES = " \"'="


class Columns(msgspec.Struct, frozen=True):
    """Where each meaning stands in a row, and what the labels themselves say.

    `marks` are currencies named in the label of a money column ("GBP", "£", "p"), `currency_beside`
    the column right of it that holds its own currency. `names` are all columns of names, `labels` the
    plain names of all columns.
    """

    at: dict[str, int]
    names: tuple[int, ...]
    width: int
    labels: frozenset[str]
    marks: dict[str, str]
    currency_beside: dict[str, int]


@lru_cache(maxsize=4096)
def plain_name(label: str) -> str:
    """A column name without case, accents, punctuation and double spaces; "buyingPrice" = "buying price"."""
    text = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", label[:_MAX_LABEL])
    text = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = unicodedata.normalize("NFKC", text)
    return " ".join(re.sub(r"[^\w/]+", " ", text.replace("_", " ")).split())


def _names(words: str) -> list[str]:
    return [plain_name(word) for word in words.split(", ")]


_BY_NAME = {name: meaning for meaning, words in reversed(_WORDS.items()) for name in _names(words)}
_TRADE_NAMES = frozenset(_names(TRADE_LABELS))


@lru_cache(maxsize=4096)
def meaning_of(label: str) -> str | None:
    """What a column of that name holds; tried whole, without its currency, and by its brackets."""
    if not label or len(label) > _MAX_LABEL:
        return None
    bare = _MARK_IN_HEADER.sub("", label)
    bracket = _IN_BRACKETS.search(label)
    for text in (label, bare, _IN_BRACKETS.sub("", bare), bracket["text"] if bracket else ""):
        meaning = _BY_NAME.get(plain_name(text))
        if meaning is not None:
            return meaning
    return None


def knows_label(cell: str) -> bool:
    """True for a column name that is not plain English letters and is known."""
    return not cell.isascii() and meaning_of(cell.strip(' "=')) is not None


def count_known(cells: Sequence[str]) -> int:
    """How many different meanings the cells name."""
    return len({meaning_of(cell.strip()) for cell in cells} - {None})


def mark_in(label: str) -> str:
    """The currency a column name states: "Total cost (GBP)" -> "GBP", "Unit cost (p)" -> "p"."""
    match = _MARK_IN_HEADER.search(label)
    mark = (match["inside"] or match["after"] or "") if match else ""
    return "" if mark in _NOT_CURRENCIES else "p" if mark == "pence" else mark


def read_header(cells: Sequence[str]) -> Columns | None:
    """The columns a header names; None when the row is none.

    A header names something to tell a holding by, and how much of it there is or that it is traded.
    """
    if len(cells) > MAX_COLUMNS:
        return None
    labels = [cell.strip(" \"'=") for cell in cells]
    at: dict[str, int] = {}
    several: dict[str, list[int]] = {"currency": [], "name": []}
    for index, label in enumerate(labels):
        meaning = meaning_of(label)
        if meaning is not None:
            at.setdefault(meaning, index)
        if meaning in several:
            several[meaning].append(index)
    plain = frozenset(plain_name(label) for label in labels if label)
    has_amount = bool({"quantity", "value", "amount", "position"} & at.keys() or plain & _TRADE_NAMES)
    if not has_amount or not at.keys() & set(IDENTITY) or len(at) < 2:
        return None
    if any(read_number(label) is not None for label in labels if label[:1].isdecimal()):
        return None
    _settle_amount(at)
    _settle_local_value(at, labels)
    return Columns(
        at=at,
        names=tuple(several["name"]),
        width=len(labels),
        labels=plain,
        marks={meaning: mark_in(labels[at[meaning]]) for meaning in MONEY if meaning in at},
        currency_beside={
            meaning: at[meaning] + 1
            for meaning in MONEY
            if meaning in at and at[meaning] + 1 in several["currency"][1:]
        },
    )


def trade_label(cells: Sequence[str]) -> str | None:
    """A column name that only lists of trades have."""
    labels = (cell.strip(_QUOTES) for cell in cells)
    return next((label for label in labels if plain_name(label) in _TRADE_NAMES), None)


def _settle_amount(at: dict[str, int]) -> None:
    """What two vague names hold.

    "Position" is the units, or only the number of the row where another column holds them. "Amount"
    is a sum of money, or the units where no other column holds them beside a price or a value.
    """
    position, amount = at.pop("position", None), at.pop("amount", None)
    if position is not None:
        at.setdefault("quantity", position)
    if amount is not None:
        at.setdefault("quantity" if "value" in at or "price" in at else "value", amount)


def _settle_local_value(at: dict[str, int], labels: Sequence[str]) -> None:
    """A column of local values that holds the currency, with the number in a column without a name."""
    index = at.get("value")
    if index is None or meaning_of(labels[index]) != "value":
        return
    if plain_name(labels[index]) in {"local value", "lokale waarde"} and labels[index + 1 : index + 2] == [
        ""
    ]:
        at.setdefault("currency", index)
        at["value"] = index + 1
