"""Companies for the screens: one with ordinary numbers, and ugly ones."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from screener.domain import frames, screen
from screener.domain.assessment import Grade, Place, Standing, Tie
from screener.domain.closes import Closes
from screener.domain.company import Business, Company, CustomerFact
from screener.domain.currency import Rate, Rates
from screener.domain.exposure.beta import Beta
from screener.domain.fields import FIELDS
from screener.domain.figure import Fact, Figure, Source, Unknown, unknown
from screener.domain.finding import Finding
from screener.domain.message import Message, Unit
from screener.domain.ring.deal import Strength
from screener.domain.ring.returns import ReturnShare
from screener.domain.ring.vendor import VendorFinancing

ON = date(2026, 8, 21)
QUARTER_END = date(2026, 6, 30)
FILING = Source("SEC 10-Q", "https://www.sec.gov/example", tier="primary")
TTM = "TTM to 2026-06-30"
ORDINARY: dict[str, object] = {
    "revenue": 1_000,
    "net_income": 100,
    "eps_diluted": 5,
    "operating_income": 150,
    "interest_expense": 10,
    "operating_cash_flow": 200,
    "capex": 50,
    "total_debt": 300,
    "total_equity": 1_000,
    "cash": 100,
}
"""A dull company in millions: every screen passes at a price of 100."""


def figure(
    name: str,
    value: object,
    as_of: date = QUARTER_END,
    period: str | None = TTM,
    currency: str | None = "USD",
) -> Figure:
    """A fact in millions (per-share values, shares of a whole and counts as they are)."""
    field = FIELDS[name]
    amount = Decimal(str(value)) * (1_000_000 if field.unit is Unit.MONEY else 1)
    money = field.unit in (Unit.MONEY, Unit.PER_SHARE)
    return Figure(
        name=name,
        value=amount,
        unit=field.unit,
        as_of=as_of,
        source=FILING,
        currency=currency if money else None,
        period=period if field.nature != "stock" or field.unit is Unit.SHARES else None,
    )


def price(value: object = 100, as_of: date = ON, currency: str = "USD") -> Figure:
    """A price of one listing."""
    return Figure(
        "price", Decimal(str(value)), Unit.PER_SHARE, as_of, Source("Exchange", tier="feed"), currency
    )


def standing(
    place: Place = "outside",
    strength: Strength | None = None,
    tie: str | None = None,
    tie_day: date = date(2025, 12, 31),
    *,
    records: int = 3,
) -> Standing:
    """A place in the ring, with a tie of `tie` of the backlog."""
    grade: Grade = "not_known" if tie is None else "heavy"
    share = (
        None
        if tie is None
        else Figure("customer_share", Decimal(tie), Unit.FRACTION, tie_day, FILING, period="FY2025")
    )
    loops = (0, 1) if place == "inside" else ()
    bound = Tie(grade, share, None if tie is None else "backlog")
    return Standing(place, strength, loops, records, "press", bound, Message("place.not_reviewed"))


_PRICE = price()
_OUTSIDE = standing()


def customer(
    share: object = None, *, period: str = "FY2025", as_of: date | None = date(2025, 12, 31), **more: object
) -> CustomerFact:
    """One disclosed customer share of company "acme", a single direct customer unless said otherwise."""
    fields: dict[str, object] = {
        "company": "acme",
        "measure": "revenue",
        "counterparty": (),
        "counterparty_words": "one customer, not named",
        "count": 1,
        "share": None if share is None else Decimal(str(share)),
        "period": period,
        "as_of": as_of,
        "kind": "direct",
        "source": FILING,
    }
    return CustomerFact(**(fields | more))  # type: ignore[arg-type]


def inputs(
    facts: Mapping[str, object] | None = None,
    *,
    price: Figure | Unknown | None = None,
    customers: tuple[CustomerFact, ...] = (),
    standing: Standing | None = None,
    eps: Figure | None = None,
    rates: Rates | None = None,
    closes: Closes | None = None,
    medians: Mapping[str, Figure] | None = None,
    vendor: VendorFinancing | None = None,
    returned: ReturnShare | None = None,
    beta: Beta | None = None,
    **company: object,
) -> frames.CompanyInputs:
    """The ordinary company with `facts` put over it: a number, a finished fact, or None to leave one out."""
    merged = ORDINARY | dict(facts or {})
    known: dict[str, Fact] = {
        name: value if isinstance(value, Fact) else figure(name, value)
        for name, value in merged.items()
        if value is not None
    }
    fields: dict[str, object] = {"key": "acme", "name": "Acme", "statement_currency": "USD", "facts": known}
    return frames.CompanyInputs(
        company=Company(**(fields | company)),  # type: ignore[arg-type]
        price=_PRICE if price is None else price,
        standing=_OUTSIDE if standing is None else standing,
        customers=customers,
        eps=eps,
        rates=Rates() if rates is None else rates,
        closes=closes,
        vendor=vendor,
        returned=returned,
        beta=beta,
        medians=dict(medians or {}),
    )


def years(
    name: str, *values: object, end: date = date(2025, 12, 31), currency: str = "USD"
) -> tuple[Figure, ...]:
    """A series by fiscal year, newest first; None leaves a year out."""
    return tuple(
        figure(name, value, end.replace(year=end.year - back), f"FY{end.year - back}", currency)
        for back, value in enumerate(values)
        if value is not None
    )


def weekly(first: float, last: float, weeks: int = 190, end: date = ON) -> Closes:
    """Weekly closes that grow evenly."""
    values = tuple(first * (last / first) ** (week / (weeks - 1)) for week in range(weeks))
    dates = tuple(end - timedelta(weeks=weeks - 1 - week) for week in range(weeks))
    return Closes(dates, values, "USD", "Exchange", end)


def finding(screen_id: str, one: frames.CompanyInputs, **options: object) -> Finding:
    """The finding of one screen for one company."""
    return next(each for each in all_findings(one, **options) if each.screen == screen_id)


def all_findings(one: frames.CompanyInputs, on: date = ON, **options: object) -> tuple[Finding, ...]:
    """Every finding for one company."""
    return screen.findings(screen.run_all(frames.build([one], on), **options), 0)  # type: ignore[arg-type]


def rate(base: str, quote: str, value: str, day: date = date(2026, 8, 20)) -> Rates:
    """One exchange rate."""
    return Rates((Rate(base, quote, day, Decimal(value), Source("Central bank", tier="feed")),))


def _ugly() -> dict[str, Callable[[], list[frames.CompanyInputs]]]:
    nothing: dict[str, object] = dict.fromkeys(ORDINARY)
    said_unknown: dict[str, object] = dict.fromkeys(ORDINARY, unknown("not_stated_by_source"))
    lost = unknown("no_price_found")
    abroad = {name: figure(name, value, currency="JPY") for name, value in ORDINARY.items()}

    def one(
        facts: Mapping[str, object] | None = None, **more: object
    ) -> Callable[[], list[frames.CompanyInputs]]:
        return lambda: [inputs(facts, **more)]  # type: ignore[arg-type]

    kinds: tuple[Business, ...] = ("bank", "insurer", "holding", "reit")
    return {
        "empty frame": list,
        "one row": one(),
        "nothing stated": one(nothing, price=lost, standing=standing("not_known")),
        "all said to be unknown": one(said_unknown, price=lost, standing=standing("not_known")),
        "negative equity": one({"total_equity": -200}),
        "zero equity": one({"total_equity": 0}),
        "zero revenue": one({"revenue": 0}),
        "loss": one({"eps_diluted": -3, "net_income": -60, "operating_income": -80}),
        "no cash from operations": one({"operating_cash_flow": 0, "capex": 0}),
        "all zero": one(dict.fromkeys(ORDINARY, 0)),
        "foreign statements": one(abroad, statement_currency="JPY"),
        "foreign statements with a rate": one(
            abroad, statement_currency="JPY", rates=rate("USD", "JPY", "150")
        ),
        "mixed currencies": one({"total_debt": figure("total_debt", 300, currency="EUR")}),
        "depositary share": one(
            {"eps_diluted": figure("eps_diluted", 5, currency="CNY")},
            ordinary_per_ads=Decimal(8),
            statement_currency="CNY",
        ),
        "no currency stated": one(
            {name: figure(name, value, currency=None) for name, value in ORDINARY.items()},
            statement_currency=None,
        ),
        "very old": one({name: figure(name, value, date(2019, 1, 1)) for name, value in ORDINARY.items()}),
        "from tomorrow": one(
            {name: figure(name, value, ON + timedelta(days=30)) for name, value in ORDINARY.items()}
        ),
        "a fact no table knows": one({"no_such_fact": figure("cash", 1)}),
        "customer without a day": one(customers=(customer(0.4, as_of=None, period="some time"),)),
        "customer without a share": one(customers=(customer(None),)),
    } | {kind: one(business=kind) for kind in kinds}


UGLY = _ugly()
"""Frames every screen must get through, by what is ugly about them."""

__all__ = [
    "FILING",
    "ON",
    "ORDINARY",
    "QUARTER_END",
    "TTM",
    "UGLY",
    "all_findings",
    "customer",
    "figure",
    "finding",
    "inputs",
    "price",
    "rate",
    "standing",
    "weekly",
    "years",
]
