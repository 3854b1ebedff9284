"""The median of a sector stands beside the same ratio, and nowhere else."""

from datetime import date
from decimal import Decimal

from screener.domain.company import Company
from screener.domain.figure import Source
from screener.domain.medians import SectorMedians
from screener.domain.universe import SectorMedian

SOURCE = Source("A table")


def median(level: str, name: str, metric: str, value: str) -> SectorMedian:
    return SectorMedian(level, name, metric, Decimal(value), 40, date(2026, 7, 2), SOURCE)


TABLE = (
    median("index", "S&P 500", "trailing_pe", "20.38"),
    median("sector", "Energy", "trailing_pe", "12.5"),
    median("sector", "Energy", "pe_fiscal_year", "13"),
    median("sector", "Energy", "debt_equity", "0.4"),
    median("industry", "Energy", "trailing_pe", "99"),
    median("sector", "Utilities", "trailing_pe", "18"),
)


def test_a_company_gets_the_medians_of_its_own_sector() -> None:
    found = SectorMedians(TABLE).of(Company("x", "X", sector="Energy"))
    assert {screen: figure.value for screen, figure in found.items()} == {
        "pe_ttm": Decimal("12.5"),
        "debt_equity": Decimal("0.4"),
    }
    assert {figure.note for figure in found.values()} == {"Energy"}
    assert {figure.source for figure in found.values()} == {SOURCE}


def test_a_company_of_an_unknown_sector_gets_none() -> None:
    medians = SectorMedians(TABLE)
    assert medians.of(Company("x", "X")) == {}
    assert medians.of(Company("x", "X", sector="Materials")) == {}
