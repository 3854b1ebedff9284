"""What is in the shipped files: nothing lost, everything sourced and dated, figures that fit together."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from screener.domain.fields import FIELDS
from screener.domain.figure import Figure, Source
from screener.domain.universe import Universe
from screener.paths import resource, resources
from screener.providers.snapshot import load_closes, load_universe
from screener.providers.snapshot.files import Manifest
from screener.providers.snapshot.seal import MANIFEST, seal

SEEN = {"", "quoted", "title", "summary", "relayed"}
LONGEST_CONDITION = 12


@pytest.fixture(scope="module")
def universe() -> Universe:
    return load_universe()


def figures(universe: Universe) -> Iterator[tuple[str, Figure]]:
    for company in universe.companies:
        for fact in company.facts.values():
            if isinstance(fact, Figure):
                yield company.key, fact
        for year in company.annual.values():
            for each in year:
                yield company.key, each
    for stated in universe.stated:
        yield stated.company, stated.figure


def sources(universe: Universe) -> Iterator[Source]:
    yield from (figure.source for _, figure in figures(universe))
    yield from (fact.source for fact in universe.customers)
    yield from (price.source for price in universe.prices.values())
    yield from (fund.source for fund in universe.funds)
    yield from (rate.source for rate in universe.rates.rates)
    yield from (median.source for median in universe.medians)


def test_the_manifest_fits_the_files() -> None:
    shipped = msgspec.json.decode(resource(*MANIFEST).read_bytes(), type=Manifest)
    expected = seal(resources(), shipped.day)
    assert shipped == expected, "run: python -m screener.providers.snapshot.seal"


def test_nothing_was_lost(universe: Universe) -> None:
    assert len(universe.ledger.entities) == 122
    assert len(universe.ledger.deals) == 273
    assert len(universe.customers) == 85
    assert len(universe.ledger.reviews) == 157
    assert len(universe.funds) == 10
    with_figures = [company for company in universe.companies if company.facts]
    assert len(with_figures) == 55
    assert (
        len({"TSM", "2330.TW", "BABA", "9988.HK"} & {x.symbol for c in with_figures for x in c.listings}) == 4
    )
    assert universe.snapshot_day == date(2026, 8, 21)
    assert universe.ledger.day == date(2026, 10, 1)


def test_what_is_held_of_a_company_is_no_customer(universe: Universe) -> None:
    assert not [fact for fact in universe.customers if fact.of is not None and "holdings" in fact.of]


def test_every_entity_and_every_reviewed_symbol_is_a_company(universe: Universe) -> None:
    companies = {company.key: company for company in universe.companies}
    for entity in universe.ledger.entities:
        company = companies[entity.id]
        assert (company.name, company.role, company.layer) == (entity.name, entity.role, entity.layer)
        assert tuple(listing.symbol for listing in company.listings) == entity.listings
    symbols = {listing.symbol for company in universe.companies for listing in company.listings}
    assert {review.symbol for review in universe.ledger.reviews} <= symbols


def test_facts_are_the_ones_the_screens_know_in_their_units(universe: Universe) -> None:
    for key, figure in figures(universe):
        if figure.name in FIELDS and figure.name != "trailing_pe":
            assert figure.unit == FIELDS[figure.name].unit, (key, figure.name)
    for company in universe.companies:
        assert set(company.facts) <= set(FIELDS)


def test_money_has_a_currency_and_flows_have_a_period(universe: Universe) -> None:
    for company in universe.companies:
        for figure in company.facts.values():
            if not isinstance(figure, Figure):
                continue
            assert (figure.currency is not None) == (figure.unit in ("money", "per_share")), (
                company.key,
                figure.name,
            )
            assert (figure.period is not None) == (FIELDS[figure.name].nature != "stock"), (
                company.key,
                figure.name,
            )


def test_every_source_has_a_title_and_go_betweens_an_address(universe: Universe) -> None:
    for source in sources(universe):
        assert source.title
        assert not re.search(r"seed|github|snapshot|\.txt", source.title)
        if source.url is not None:
            assert source.url.startswith(("https://", "http://"))
        if source.url is not None and "github.com" in source.url:
            assert source.via is not None


def test_a_year_is_newest_first_and_near_the_twelve_months(universe: Universe) -> None:
    for company in universe.companies:
        for name, years in company.annual.items():
            days = [year.as_of for year in years]
            assert days == sorted(days, reverse=True), (company.key, name)
        latest, revenue = company.annual.get("revenue"), company.facts.get("revenue")
        if latest and isinstance(revenue, Figure) and latest[0].currency == revenue.currency:
            assert Decimal("0.2") < latest[0].value / revenue.value < 5, company.key


def test_income_per_share_times_shares_is_income(universe: Universe) -> None:
    """A slip by ten in one of the three would show. Companies whose shares are counted otherwise stay out."""
    checked = 0
    for company in universe.companies:
        facts = [company.facts.get(name) for name in ("net_income", "eps_diluted", "shares_outstanding")]
        income, eps, shares = (fact if isinstance(fact, Figure) else None for fact in facts)
        if income is None or eps is None or shares is None or company.ordinary_per_ads is not None:
            continue
        if abs(income.value) < 200_000_000:
            continue
        assert Decimal("0.4") < eps.value * shares.value / income.value < Decimal("2.5"), company.key
        checked += 1
    assert checked > 40


def test_prices_fit_the_weekly_closes(universe: Universe) -> None:
    compared = 0
    for price in universe.prices.values():
        closes = load_closes(price.symbol)
        if price.symbol.endswith(".KS"):
            continue  # the two sources differ by 10 and 17% on that day
        if closes is not None and closes.as_of == price.day:
            assert closes.currency == price.currency
            assert abs(closes.values[-1] / float(price.price) - 1) < 0.03, price.symbol
            compared += 1
    assert compared > 40


def test_conditions_are_short_and_evidence_is_a_pointer(universe: Universe) -> None:
    for deal in universe.ledger.deals:
        assert len(deal.amount_text.split()) <= LONGEST_CONDITION, deal.id
        assert deal.goods, deal.id
        assert deal.evidence, deal.id
        for evidence in deal.evidence:
            assert evidence.says in SEEN
            assert evidence.source
            assert not evidence.source.startswith("seed")


def test_superseded_and_excluded_records_stay_in_the_data(universe: Universe) -> None:
    deals = {deal.id: deal for deal in universe.ledger.deals}
    assert deals["nvidia-openai-equity-2026-02"].supersedes == ("nvidia-openai-loi-2025-09",)
    assert deals["nvidia-openai-loi-2025-09"].firm_usd == 0
    assert deals["softbank-sells-nvidia-2025-10"].exclude_from_loops
    assert deals["openai-aws-2026-02"].extends == ("openai-aws-2025-11",)
    assert deals["amazon-openai-equity-2026-02"].firm_usd == 15_000_000_000
    assert deals["google-spacex-compute"].notice_days == 90
    assert deals["lilly-nvidia-supercomputer-2025-10"].announced == "2025-10"


def test_collective_parties(universe: Universe) -> None:
    collective = {entity.id for entity in universe.ledger.entities if entity.collective}
    assert {"bank-syndicate", "public-market", "us-government"} <= collective
    assert not collective & {"openai", "softbank", "mgx", "jpmorgan"}


def test_presumptions_are_told_from_look_ups(universe: Universe) -> None:
    reviews = {review.symbol: review for review in universe.ledger.reviews}
    assert (reviews["KO"].hint, reviews["KO"].basis) == ("no_relation_found", "sector")
    assert reviews["KO"].source is None
    assert (reviews["EQIX"].hint, reviews["EQIX"].basis) == ("relation_not_recorded", "lookup")
    assert reviews["EQIX"].what
    assert reviews["NVDA"].entity == "nvidia"
    assert sum(review.stretched for review in universe.ledger.reviews) == 23
    assert all(review.what for review in universe.ledger.reviews if review.basis != "ledger")


def test_the_sample_portfolio_has_known_symbols_and_one_unknown(universe: Universe) -> None:
    with Path(resource("sample_portfolio.csv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    symbols = {listing.symbol for company in universe.companies for listing in company.listings}
    funds = {fund.symbol for fund in universe.funds}
    unknown = [
        row["symbol"] for row in rows if row["symbol"] not in symbols | funds and row["kind"] != "cash"
    ]
    assert unknown == ["ABCX"]
    assert all(Decimal(row["quantity"]) > 0 for row in rows)
    assert [row["currency"] for row in rows if row["symbol"] == "2330.TW"] == ["TWD"]
