"""A sample with everything the screens can say: all states, medians, customers, years, tags, the whole."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.assessment import Assessment, CompanyResult
from screener.domain.company import CustomerFact
from screener.domain.exposure.portfolio_findings import portfolio_findings
from screener.domain.figure import Figure, Source
from screener.domain.filings import FilingRef
from screener.domain.finding import Finding
from screener.domain.message import Message, Number, Text, Unit
from tests.builders.assessments import FILING, TODAY
from tests.builders.rings import ring_assessment, unknown_finding

replace = msgspec.structs.replace
MEDIANS = Source("Sector medians of January 2026", "https://medians.example/2026", tier="secondary")
MEDIAN = Figure(
    "median", Decimal("31.5"), Unit.NONE, date(2026, 1, 5), MEDIANS, note="Information Technology"
)
RATE = Figure(
    "exchange_rate", Decimal("0.0312"), Unit.NONE, date(2026, 8, 31), Source("European Central Bank"),
    note="TWD/USD",
)  # fmt: skip


def money(name: str, amount: str, day: date = date(2026, 5, 31), period: str | None = None) -> Figure:
    """An amount of US dollars out of a filing."""
    return Figure(name, Decimal(amount), Unit.MONEY, day, FILING, "USD", period)


def customer(name: str, share: str | None, day: date, **fields: object) -> CustomerFact:
    """One disclosed share of revenue in a fiscal year."""
    plain = CustomerFact(
        company="oracle",
        measure="revenue",
        counterparty=(),
        counterparty_words=name,
        count=1,
        share=None if share is None else Decimal(share),
        period=f"FY{day.year}",
        as_of=day,
        kind="direct",
        source=FILING,
    )
    return replace(plain, **fields)


CUSTOMERS = (
    customer("Customer A", "0.12", date(2025, 5, 31)),
    customer("OpenAI", "0.57", date(2026, 5, 31), measure="backlog", at_least=True),
    customer("Three largest customers", "0.34", date(2026, 5, 31), count=3),
    customer("Customer B", "0.14", date(2026, 5, 31), kind="indirect"),
    customer("", None, date(2024, 5, 31), count=0, none_above=Decimal("0.10")),
    customer("Customer C", "0.11", date(2023, 5, 31)),
)
FILINGS = (
    FilingRef(
        "0001341439-26-000010", "10-K", date(2026, 6, 18), date(2026, 5, 31), "orcl.htm",
        "https://www.sec.gov/Archives/orcl.htm",
    ),
    FilingRef("0001341439-26-000020", "10-Q", date(2026, 9, 11), None, "q.htm", "file:///etc/passwd"),
)  # fmt: skip
ANNUAL = tuple(
    money(name, amount, date(year, 5, 31), f"FY{year}")
    for name, amounts in {
        "revenue": ("67100000000", "57400000000", "52961000000"),
        "operating_cash_flow": ("23500000000", "20821000000", "18673000000"),
        "capex": ("55700000000", "21215000000", "6866000000"),
    }.items()
    for year, amount in zip((2026, 2025, 2024), amounts, strict=True)
)


def screened_assessment() -> Assessment:
    """The sample, with Oracle judged by every kind of screen, tagged and edited by the user."""
    made = ring_assessment()
    companies = tuple(
        _oracle(each)
        if each.key == "oracle"
        else replace(each, tags=("core",))
        if each.key in ("nvidia", "microsoft")
        else each
        for each in made.companies
    )
    return replace(made, companies=companies, portfolio_findings=portfolio_findings(made.exposure, TODAY))


def _oracle(company: CompanyResult) -> CompanyResult:
    judged = tuple(
        replace(each, context=MEDIAN) if each.screen == "pe_ttm" else each for each in company.findings
    )
    return replace(
        company,
        findings=(*judged, *_more()),
        tags=("core", "watch the debt"),
        role_edited=True,
        customers=CUSTOMERS,
        annual=ANNUAL,
        filings=FILINGS,
    )


def _more() -> tuple[Finding, ...]:
    pay, revenue = money("stock_based_compensation", "5100000000"), money("revenue", "67100000000")
    share = Figure(
        "stock_pay", Decimal("0.076"), Unit.FRACTION, date(2026, 5, 31), FILING, derived=True,
        inputs=("stock_based_compensation", "revenue"),
    )  # fmt: skip
    told: dict[str, object] = {
        "ratio": Number(share.value, Unit.FRACTION),
        "pay": Number(pay.value, Unit.MONEY, "USD"),
        "revenue": Number(revenue.value, Unit.MONEY, "USD"),
        "revenue_when": Text("twelve months to 31 May 2026"),
    }
    stock_pay = Finding(
        "stock_pay", "earnings_quality", False, "known", 1, Message("stock_pay.fail", told), share,
        (pay, revenue, RATE),
    )  # fmt: skip
    role = Finding(
        "ai_role", "market_exposure", False, "known", None,
        Message("ai_role.role_and_layer", {"role": Text("gear"), "layer": Text("cloud")}),
    )  # fmt: skip
    no_chips = Finding(
        "chip_life", "earnings_quality", False, "not_applicable", None,
        Message("chip_life.not_applicable.other_trade"),
    )  # fmt: skip
    spread = Finding(
        "effective_n", "market_exposure", False, "not_applicable", None,
        Message("effective_n.not_applicable.company"),
    )  # fmt: skip
    return (
        stock_pay,
        role,
        no_chips,
        spread,
        unknown_finding("beneish", "earnings_quality"),
        unknown_finding("inventory", "earnings_quality"),
        unknown_finding("peg", "valuation"),
        unknown_finding("altman_z2", "debt_spending"),
    )
