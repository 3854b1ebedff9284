"""Published medians of sectors, to stand beside a company's own ratio; they judge nothing."""

from collections.abc import Iterable

from screener.domain.company import Company
from screener.domain.figure import Figure
from screener.domain.message import Unit
from screener.domain.universe import SectorMedian

METRICS = {"pe_ttm": ("trailing_pe", Unit.NONE), "debt_equity": ("debt_equity", Unit.NONE)}
"""By screen id: the metric that is the same ratio, and its unit."""


class SectorMedians:
    """The medians of every sector, ready to be looked up."""

    def __init__(self, medians: Iterable[SectorMedian]) -> None:
        by_metric = {metric: (screen, unit) for screen, (metric, unit) in METRICS.items()}
        self._by_sector: dict[str, dict[str, Figure]] = {}
        for median in medians:
            if median.level == "sector" and median.metric in by_metric:
                screen, unit = by_metric[median.metric]
                self._by_sector.setdefault(median.name, {})[screen] = Figure(
                    name="median",
                    value=median.value,
                    unit=unit,
                    as_of=median.as_of,
                    source=median.source,
                    note=median.name,
                )

    def of(self, company: Company) -> dict[str, Figure]:
        """The medians of the company's sector by screen id; empty where the sector is not known."""
        return self._by_sector.get(company.sector or "", {})
