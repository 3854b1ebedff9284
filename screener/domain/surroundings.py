"""What is known around a company beside its own facts: medians of its sector, the ring's money, its beta."""

from collections.abc import Mapping, Sequence

import msgspec

from screener.domain.assessment import Standing
from screener.domain.closes import Closes
from screener.domain.company import Company, CustomerFact
from screener.domain.exposure.beta import Beta, betas
from screener.domain.exposure.groups import CLUSTER_OF_ROLE
from screener.domain.figure import Figure, Unknown
from screener.domain.frames import CompanyInputs
from screener.domain.message import Unit
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.vendor import VendorFinancing
from screener.domain.universe import SectorMedian, Universe

_SCREEN_OF_METRIC = {"trailing_pe": ("pe_ttm", Unit.NONE), "debt_equity": ("debt_equity", Unit.MULTIPLE)}


class Surroundings(msgspec.Struct, frozen=True):
    """Prepared once for all companies of an assessment.

    `medians` by sector and screen, `vendors` and `returned` by company key, `betas` by listing.
    """

    universe: Universe
    medians: dict[str, dict[str, Figure]]
    vendors: Mapping[str, VendorFinancing]
    returned: Mapping[str, ReturnShare]
    closes: Mapping[str, Closes]
    betas: dict[str, Beta]

    def inputs(
        self,
        company: Company,
        symbol: str,
        *,
        price: Figure | Unknown,
        eps: Figure | None,
        standing: Standing,
        customers: Sequence[CustomerFact],
    ) -> CompanyInputs:
        """Everything the screens read of one company; `symbol` is the listing the price is of."""
        listings = dict.fromkeys([symbol, *[listing.symbol for listing in company.listings]])
        return CompanyInputs(
            company=company,
            price=price,
            eps=eps,
            standing=standing,
            customers=tuple(customers),
            rates=self.universe.rates,
            closes=next((self.closes[one] for one in listings if one in self.closes), None),
            vendor=self.vendors.get(company.key),
            returned=self.returned.get(company.key),
            beta=next((self.betas[one] for one in listings if one in self.betas), None),
            medians=self.medians.get(company.sector or "", {}),
        )


def surroundings(
    universe: Universe,
    *,
    vendors: Mapping[str, VendorFinancing],
    returned: Mapping[str, ReturnShare],
    closes: Mapping[str, Closes],
) -> Surroundings:
    """`closes` by listing, with the market's own among them; empty where none are at hand."""
    return Surroundings(
        universe=universe,
        medians=medians_by_sector(universe.medians),
        vendors=vendors,
        returned=returned,
        closes=closes,
        betas=betas(closes, cluster(universe.companies, closes)) if closes else {},
    )


def cluster(companies: Sequence[Company], closes: Mapping[str, Closes]) -> tuple[str, ...]:
    """The listings that stand for AI shares: one of each company whose role is in the cluster."""
    found = []
    for company in companies:
        if company.role in CLUSTER_OF_ROLE:
            listed = [listing.symbol for listing in company.listings if listing.symbol in closes]
            found += listed[:1]
    return tuple(found)


def medians_by_sector(medians: Sequence[SectorMedian]) -> dict[str, dict[str, Figure]]:
    """Published medians of sectors, by sector and by the screen they stand beside."""
    found: dict[str, dict[str, Figure]] = {}
    for one in medians:
        beside = _SCREEN_OF_METRIC.get(one.metric)
        if one.level != "sector" or beside is None:
            continue
        screen, unit = beside
        found.setdefault(one.name, {})[screen] = Figure(
            name="sector_median",
            value=one.value,
            unit=unit,
            as_of=one.as_of,
            source=one.source,
            note=f"{one.name} ({one.count})",
        )
    return found
