"""What was filed, laid over what is shipped; and how often the source is asked for it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from screener.domain.company import Company, CustomerFact
from screener.domain.figure import Figure, Source, Unknown
from screener.domain.filed_customers import period_words, with_filed
from screener.domain.filings import FiledFacts, Filer, FilingRef
from screener.domain.message import Message, Unit
from screener.domain.security import Listing
from screener.providers.failures import Refused
from screener.services.filings import enrich, overlaid

NOW = datetime(2026, 8, 21, 12, tzinfo=UTC)
SHIPPED, FILED = Source("Shipped"), Source("SEC 10-Q", tier="primary")


def figure(
    name: str, value: int, day: date = date(2026, 6, 30), *, source: Source = FILED, currency: str = "USD"
) -> Figure:
    return Figure(name, Decimal(value), Unit.MONEY, day, source, currency, f"TTM to {day}")


def customer(share: str | None, *names: str, day: date = date(2025, 12, 31), **more: object) -> CustomerFact:
    fields: dict[str, object] = {
        "company": "acme",
        "measure": "revenue",
        "counterparty": names,
        "counterparty_words": ", ".join(names),
        "count": 1,
        "share": None if share is None else Decimal(share),
        "period": "FY2025",
        "as_of": day,
        "kind": "unknown",
        "source": FILED,
        **more,
    }
    return CustomerFact(**fields)  # type: ignore[arg-type]  # tests name the fields


def filed(*facts: Figure, at: datetime = NOW, **more: object) -> FiledFacts:
    fields: dict[str, object] = {
        "company": "acme",
        "cik": "12345",
        "at": at,
        "facts": {fact.name: fact for fact in facts},
        "statement_currency": "USD",
        "fiscal_period": "TTM to 2026-06-30",
        **more,
    }
    return FiledFacts(**fields)  # type: ignore[arg-type]  # tests name the fields


ACME = Company("acme", "Acme", listings=(Listing("ACME", "NMS", "USD"),), statement_currency="USD")
UNKNOWN = Company("symbol:ACME", "ACME", listings=(Listing("ACME", "", ""),))


class Shelf:
    """A store of filings in memory."""

    def __init__(self, *known: FiledFacts) -> None:
        self.kept = {one.company: one for one in known}

    def load(self, company: str) -> FiledFacts | None:
        return self.kept.get(company)

    def save(self, filed: FiledFacts) -> None:
        self.kept[filed.company] = filed


class Agency:
    """A source of filings that counts how often it is asked."""

    name = "Agency"
    hosts = ()
    is_on = True

    def __init__(self, answer: FiledFacts | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[Filer, FiledFacts | None]] = []

    def filed(self, filer: Filer, known: FiledFacts | None = None) -> FiledFacts:
        self.asked.append((filer, known))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        pass


def test_a_company_nobody_shipped_gets_figures_from_its_filings() -> None:
    agency = Agency(filed(figure("revenue", 115), company="symbol:ACME", business="bank"))
    shelf = Shelf()
    told = enrich(UNKNOWN, agency, shelf, now=NOW)
    assert told.company.facts["revenue"] == figure("revenue", 115)
    assert (told.company.cik, told.company.business) == ("12345", "bank")
    assert (told.company.statement_currency, told.company.fiscal_period) == ("USD", "TTM to 2026-06-30")
    assert told.failure is None
    assert shelf.load("symbol:ACME") == agency.answer
    assert agency.asked == [(Filer("symbol:ACME", ("ACME",)), None)]


def test_the_source_is_asked_once_a_day_and_told_what_is_known() -> None:
    known = filed(figure("revenue", 115))
    agency = Agency(known)
    shelf = Shelf(known)
    enrich(ACME, agency, shelf, now=NOW + timedelta(hours=19))
    assert agency.asked == []
    enrich(ACME, agency, shelf, now=NOW + timedelta(hours=21))
    assert [before for _, before in agency.asked] == [known]


def test_what_was_had_in_part_is_tried_again_sooner() -> None:
    known = filed(figure("revenue", 115), problems={"customers": Message("source.server_error")})
    agency = Agency(filed(figure("revenue", 116)))
    told = enrich(ACME, agency, Shelf(known), now=NOW + timedelta(minutes=30))
    assert (agency.asked, told.failure) == ([], Message("source.server_error"))
    assert enrich(ACME, agency, Shelf(known), now=NOW + timedelta(hours=2)).failure is None


def test_a_failing_source_costs_only_newness() -> None:
    again = NOW + timedelta(minutes=10)
    shelf = Shelf(filed(figure("revenue", 115), at=NOW - timedelta(days=3)))
    told = enrich(ACME, Agency(Refused("Agency", retry_at=again)), shelf, now=NOW)
    assert told.company.facts["revenue"].value == 115  # type: ignore[union-attr]  # a figure
    assert told.failure is not None
    assert (told.failure.id, told.retry_at) == ("source.refused", again)


def test_without_a_contact_it_is_said_so_and_nobody_asked() -> None:
    agency = Agency(filed())
    agency.is_on = False
    told = enrich(ACME, agency, Shelf(), now=NOW)
    assert told.failure is not None
    assert (told.failure.id, agency.asked, told.company) == ("source.no_contact", [], ACME)


def test_offline_what_is_kept_is_used() -> None:
    told = enrich(ACME, None, Shelf(filed(figure("revenue", 115))), now=NOW + timedelta(days=90))
    assert "revenue" in told.company.facts
    assert told.failure is None
    assert enrich(ACME, None, Shelf(), now=NOW).company == ACME


@pytest.mark.parametrize(
    ("shipped_day", "shown"),
    [(date(2026, 3, 31), FILED), (date(2026, 6, 30), FILED), (date(2026, 7, 31), SHIPPED)],
)
def test_the_newer_figure_counts_with_its_source(shipped_day: date, shown: Source) -> None:
    company = Company(
        "acme",
        "Acme",
        statement_currency="USD",
        facts={"revenue": figure("revenue", 99, shipped_day, source=SHIPPED)},
    )
    fact = overlaid(company, filed(figure("revenue", 115))).facts["revenue"]
    assert isinstance(fact, Figure)
    assert fact.source == shown


def test_what_is_unknown_gives_way_and_what_is_not_filed_stays() -> None:
    company = Company(
        "acme",
        "Acme",
        statement_currency="USD",
        facts={
            "ebitda": Unknown(Message("not_verified")),
            "price": figure("price", 50, date(2026, 8, 20), source=SHIPPED),
        },
    )
    facts = overlaid(company, filed(figure("ebitda", 40))).facts
    assert facts["ebitda"] == figure("ebitda", 40)
    assert facts["price"] == company.facts["price"]


def test_a_year_before_goes_with_its_later_figure() -> None:
    company = Company(
        "acme",
        "Acme",
        statement_currency="USD",
        facts={
            "receivables": figure("receivables", 10, date(2026, 3, 31), source=SHIPPED),
            "receivables_prior_year": figure("receivables_prior_year", 8, date(2025, 3, 31), source=SHIPPED),
        },
    )
    assert "receivables_prior_year" not in overlaid(company, filed(figure("receivables", 12))).facts
    before = figure("receivables_prior_year", 9, date(2025, 6, 30))
    assert (
        overlaid(company, filed(figure("receivables", 12), before)).facts["receivables_prior_year"] == before
    )


def test_statements_in_another_currency_are_left_out() -> None:
    company = Company(
        "acme", "Acme", statement_currency="TWD", facts={"revenue": figure("revenue", 9, currency="TWD")}
    )
    told = overlaid(company, filed(figure("revenue", 115)))
    assert told.facts == company.facts
    assert told.cik == "12345"


def test_earnings_of_an_ordinary_share_are_not_taken_for_those_of_a_receipt() -> None:
    report = FilingRef("a", "20-F", date(2026, 4, 1), date(2025, 12, 31), "a.htm", "https://www.sec.gov/a")
    told = overlaid(UNKNOWN, filed(figure("eps_diluted", 3), figure("shares_outstanding", 9), read=(report,)))
    assert isinstance(told.facts["eps_diluted"], Unknown)
    assert "shares_outstanding" not in told.facts


def test_fiscal_years_are_joined_newest_first() -> None:
    def year(value: int, year: int, source: Source, day: int = 31) -> Figure:
        return figure("revenue", value, date(year, 12, day), source=source)

    company = Company(
        "acme",
        "Acme",
        statement_currency="USD",
        annual={"revenue": (year(90, 2024, SHIPPED), year(80, 2023, SHIPPED), year(70, 2022, SHIPPED))},
    )
    news = filed(
        figure("revenue", 115), annual={"revenue": (year(100, 2025, FILED), year(91, 2024, FILED, 28))}
    )
    joined = overlaid(company, news).annual["revenue"]
    assert [one.value for one in joined] == [100, 91, 80, 70]


def test_customers_the_ledger_knows_by_name_are_its_entities() -> None:
    news = filed(customers=(customer("0.3", "Microsoft Corporation"), customer("0.1", "Nobody Known")))
    told = enrich(ACME, None, Shelf(news), now=NOW, entity_of={"microsoft": "msft"}.get)
    assert [(fact.counterparty, fact.ring) for fact in told.customers] == [
        (("msft",), True),
        (("Nobody Known",), False),
    ]


def test_filed_customers_replace_older_shares_but_not_names_or_other_measures() -> None:
    read = customer("0.13")
    older = customer("0.2", day=date(2024, 12, 31), counterparty_words="a customer")
    named = customer("0.13", "msft")
    younger = customer("0.4", day=date(2026, 6, 30))
    backlog = customer("0.5", measure="backlog")
    other = customer("0.6", company="other")
    assert with_filed((older, named, younger, backlog, other), (read,)) == (
        read,
        named,
        younger,
        backlog,
        other,
    )
    assert with_filed((older,), ()) == (older,)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2025, 1, 1), "FY ended 2025-12-31"),
        (date(2025, 10, 1), "quarter to 2025-12-31"),
        (date(2025, 7, 1), "6 months to 2025-12-31"),
        (date(2025, 4, 1), "9 months to 2025-12-31"),
        (date(2025, 12, 1), "1 months to 2025-12-31"),
        (None, "to 2025-12-31"),
    ],
)
def test_periods_in_words(start: date | None, words: str) -> None:
    assert period_words(start, date(2025, 12, 31)) == words
