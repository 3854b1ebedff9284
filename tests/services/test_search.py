"""Search by ticker, English and Chinese names, best hit first."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.company import Company
from screener.domain.currency import Rates
from screener.domain.figure import Source
from screener.domain.fund import Fund, FundHolding
from screener.domain.security import Listing
from screener.domain.universe import LedgerData, Universe
from screener.services.search import SearchIndex

DAY = date(2026, 10, 9)


def company(
    key: str, name: str, *symbols: str, zh_hant: str = "", zh_hans: str = "", en: str = ""
) -> Company:
    aliases = {"zh_hant": zh_hant, "zh_hans": zh_hans, "en": en}
    return Company(
        key=key,
        name=name,
        listings=tuple(Listing(symbol, "X", "USD") for symbol in symbols),
        aliases={language: (alias,) for language, alias in aliases.items() if alias},
    )


def fund(symbol: str, name: str) -> Fund:
    line = FundHolding("NVDA", Decimal("0.1"))
    return Fund(symbol, name, "X", "USD", DAY, (line,), Source("fund page"))


def universe(companies: tuple[Company, ...], funds: tuple[Fund, ...] = ()) -> Universe:
    ledger = LedgerData("1", DAY, (), (), ())
    return Universe("s", DAY, companies, funds, {}, ledger, (), (), (), Rates())


COMPANIES = (
    company("nvidia", "NVIDIA Corporation", "NVDA", zh_hant="輝達", zh_hans="英伟达"),
    company("alphabet", "Alphabet", "GOOGL", "GOOG", en="Google", zh_hant="谷歌"),
    company("tsmc", "TSMC", "TSM", "2330.TW", zh_hant="台積電", zh_hans="台积电"),
    company("berkshire", "Berkshire Hathaway", "BRK-B"),
    company("nestle", "Nestlé", "NESN.SW"),
    company("am", "Antero Midstream", "AM"),
    company("amd", "Advanced Micro Devices", "AMD"),
    company("amazon", "Amazon.com", "AMZN"),
    company("openai", "OpenAI", zh_hant="開放人工智慧"),
    company("samsung", "Samsung", "005930.KS"),
)
FUNDS = (fund("QQQ", "Invesco QQQ Trust"), fund("SMH", "VanEck Semiconductor ETF"))
INDEX = SearchIndex(universe(COMPANIES, FUNDS))


def symbols(text: str, limit: int = 20) -> list[str]:
    return [hit.symbol for hit in INDEX.find(text, limit)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nvda", "NVDA"),
        ("輝達", "NVDA"),
        ("英伟达", "NVDA"),
        ("英伟", "NVDA"),
        ("积电", "TSM"),
        ("nvidia corp", "NVDA"),
        ("  NVIDIA   Corp ", "NVDA"),
        ("ＮＶＤＡ", "NVDA"),
        ("google", "GOOGL"),
        ("goog", "GOOG"),
        ("2330", "2330.TW"),
        ("brk.b", "BRK-B"),
        ("brkb", "BRK-B"),
        ("brk b", "BRK-B"),
        ("nestle", "NESN.SW"),
        ("hathaway", "BRK-B"),
        ("micro dev", "AMD"),
        ("qqq", "QQQ"),
        ("semicond", "SMH"),
    ],
)
def test_the_best_hit_comes_first(text: str, first: str) -> None:
    assert symbols(text)[:1] == [first]


def test_exact_symbol_then_symbols_then_names_then_the_rest() -> None:
    assert symbols("am") == ["AM", "AMD", "AMZN", "005930.KS"]
    assert symbols("a")[0] == "AM"
    assert "GOOGL" in symbols("a")


def test_each_listing_once_and_what_matched() -> None:
    hits = INDEX.find("goo")
    assert [(hit.symbol, hit.key) for hit in hits] == [("GOOG", "alphabet"), ("GOOGL", "alphabet")]
    (hit,) = INDEX.find("輝")
    assert (hit.symbol, hit.name, hit.matched, hit.key) == ("NVDA", "NVIDIA Corporation", "輝達", "nvidia")
    assert INDEX.find("invesco")[0].key is None


def test_private_companies_only_when_asked_for() -> None:
    assert INDEX.find("openai") == ()
    (hit,) = SearchIndex(universe(COMPANIES), unlisted=True).find("openai")
    assert (hit.symbol, hit.key) == ("", "openai")


@pytest.mark.parametrize(
    "text", ["", "   ", "\n", ".-", "zzzz", "\x00", "NVIDIA\nTSMC", "\U0010ffff", "x" * 100_000]
)
def test_nothing_fits(text: str) -> None:
    assert INDEX.find(text) == ()


def test_the_limit_is_kept() -> None:
    assert len(INDEX.find("a", 2)) == 2
    assert INDEX.find("a", 0) == ()
    assert SearchIndex(universe(())).find("a") == ()


@given(st.sampled_from(COMPANIES), st.data())
def test_every_part_of_a_name_finds_the_company(one: Company, data: st.DataObject) -> None:
    if not one.listings:
        return
    names = [one.name, *(alias for aliases in one.aliases.values() for alias in aliases)]
    name = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    part = name[start:end].strip(" .")
    if len(part) >= 2:
        assert one.key in {hit.key for hit in INDEX.find(part, 100)}


@pytest.mark.benchmark
def test_time_per_query_on_seven_thousand_companies() -> None:
    many = tuple(
        company(f"c{n}", f"Company {n * 7919 % 7000} Holdings", f"S{n:04d}", zh_hant=f"公司{n}")
        for n in range(7000)
    )
    index = SearchIndex(universe(many))
    for text in ("s", "s1", "company", "公司", "42 hold", "司42", "nothing"):
        start = time.perf_counter()
        index.find(text)
        print(f"search {text!r}: {(time.perf_counter() - start) * 1000:.2f} ms")
