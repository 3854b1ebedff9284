"""A realistic assessment built by hand: fourteen positions, as the sample portfolio looks."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from screener.domain.assessment import (
    Assessment,
    CompanyResult,
    Exposure,
    FundResult,
    Loop,
    LoopLeg,
    Matter,
    Mode,
    Money,
    PositionResult,
    Provenance,
    Slice,
    Standing,
    Tie,
)
from screener.domain.company import StatedFigure
from screener.domain.figure import Figure, Source, Unknown
from screener.domain.finding import FAMILIES, Finding, Thresholds
from screener.domain.fund import FundHolding
from screener.domain.message import Argument, Day, Message, Names, Number, Text, Unit
from screener.domain.ring.deal import Deal, Evidence, Strength

NOW = datetime(2026, 10, 9, 14, 30, tzinfo=UTC)
TODAY = NOW.date()
FILING = Source("SEC 10-Q", "https://www.sec.gov/example", via="a public data set", tier="primary")
PRESS = Source("Example News", "https://news.example/1", tier="press")
FEED = Source("Yahoo Finance", tier="feed")

# symbol, key, name, weight, place, strength, grade, level, P/E, debt/equity, top customer, today, role, layer
_COMPANIES = (
    (
        "NVDA",
        "nvidia",
        "NVIDIA",
        "0.182",
        "inside",
        "firm",
        "some",
        2,
        "27.1",
        "0.15",
        "0.22",
        "-0.012",
        "fuel",
        "compute",
    ),
    (
        "MSFT",
        "microsoft",
        "Microsoft",
        "0.118",
        "inside",
        "firm",
        "heavy",
        2,
        "26.9",
        "0.09",
        None,
        "0.004",
        "gear",
        "cloud",
    ),
    (
        "ORCL",
        "oracle",
        "Oracle",
        "0.094",
        "inside",
        "announced",
        "heavy",
        3,
        "23.0",
        "1.94",
        None,
        "-0.008",
        "gear",
        "cloud",
    ),
    (
        "AMD",
        "amd",
        "AMD",
        "0.071",
        "inside",
        "contingent",
        "some",
        4,
        "121.7",
        "0.05",
        None,
        "0.023",
        "fuel",
        "compute",
    ),
    (
        "2330.TW",
        "tsmc",
        "TSMC",
        "0.066",
        "adjacent",
        None,
        "some",
        1,
        "21.5",
        "0.22",
        "0.24",
        "0.006",
        "fuel",
        "compute",
    ),
    (
        "CRWV",
        "coreweave",
        "CoreWeave",
        "0.064",
        "inside",
        "firm",
        "heavy",
        4,
        None,
        "7.02",
        "0.67",
        "-0.031",
        "gear",
        "cloud",
    ),
    (
        "PLTR",
        "palantir",
        "Palantir",
        "0.058",
        "outside",
        None,
        "not_known",
        4,
        "155.1",
        "0.02",
        None,
        "0.011",
        "software_app",
        "application",
    ),
    (
        "KO",
        "ko",
        "Coca-Cola",
        "0.052",
        "outside",
        None,
        "not_known",
        1,
        "28.6",
        "1.30",
        None,
        "0.000",
        None,
        None,
    ),
    (
        "JNJ",
        "jnj",
        "Johnson & Johnson",
        "0.048",
        "outside",
        None,
        "not_known",
        1,
        "31.4",
        "0.58",
        None,
        "-0.002",
        None,
        None,
    ),
    (
        "VRT",
        "vertiv",
        "Vertiv",
        "0.041",
        "not_known",
        None,
        "not_known",
        3,
        "59.3",
        "0.62",
        None,
        "0.019",
        "power",
        "compute",
    ),
)
_FUNDS = (
    (
        "QQQ",
        "Invesco QQQ",
        "0.112",
        "0.46",
        "0.29",
        "0.51",
        (("NVDA", "0.095"), ("MSFT", "0.08"), ("AAPL", "0.075"), ("AVGO", "0.06")),
    ),
    (
        "SMH",
        "VanEck Semiconductor",
        "0.062",
        "0.71",
        "0.29",
        "0.51",
        (("NVDA", "0.20"), ("2330.TW", "0.10"), ("AVGO", "0.09")),
    ),
)
CASH_WEIGHT, UNKNOWN_WEIGHT = "0.025", "0.007"
TOTAL = Decimal(184_300)


def figure(
    name: str, value: str, unit: Unit = Unit.MULTIPLE, *, old: bool = False, source: Source = FILING
) -> Figure:
    """A figure of 31 August 2026."""
    currency = "USD" if unit in (Unit.MONEY, Unit.PER_SHARE) else None
    return Figure(name, Decimal(value), unit, date(2026, 8, 31), source, currency, "TTM to 2026-08", old=old)


def finding(
    screen: str,
    family: str,
    severity: int | None,
    message: Message,
    value: Figure | None = None,
    *,
    core: bool = True,
) -> Finding:
    """A known finding, or an unknown one when there is neither severity nor value."""
    state = "known" if severity is not None or value is not None else "unknown"
    steps = Thresholds((25, 40, 60, 100), Unit.MULTIPLE, True, Message("origin.pe_ttm"), False)
    return Finding(screen, family, core, state, severity, message, value, (value,) if value else (), steps)


def _number(value: str, unit: Unit = Unit.MULTIPLE, currency: str | None = None) -> Number:
    return Number(Decimal(value), unit, currency)


def _pe(pe: str | None) -> Message:
    when: dict[str, Argument] = {"eps_period": Text("ttm"), "eps_day": Day(date(2026, 8, 31))}
    if pe is None:
        return Message("pe_ttm.loss_cash_unknown", {"eps": _number("-2.31", Unit.PER_SHARE, "USD")} | when)
    numbers: dict[str, Argument] = {
        "ratio": _number(pe),
        "step": _number("25"),
        "price": _number("187.42", Unit.PER_SHARE, "USD"),
        "price_day": Day(TODAY),
        "eps": _number("6.92", Unit.PER_SHARE, "USD"),
    }
    return Message("pe_ttm.fail" if Decimal(pe) > 25 else "pe_ttm.pass", numbers | when)


def _debt(ratio: str) -> Message:
    return Message(
        "debt_equity.fail" if Decimal(ratio) > 1 else "debt_equity.pass",
        {
            "ratio": _number(ratio),
            "step": _number("1"),
            "debt": _number("129500000000", Unit.MONEY, "USD"),
            "debt_day": Day(date(2026, 5, 31)),
            "equity": _number("66800000000", Unit.MONEY, "USD"),
            "equity_day": Day(date(2026, 8, 31)),
        },
    )


def _customer(share: str) -> Message:
    return Message(
        "top_customer.fail",
        {
            "customer": Text("Microsoft"),
            "share": _number(share, Unit.FRACTION),
            "measure": Text("revenue"),
            "period": Text("FY2025"),
            "day": Day(date(2025, 12, 31)),
            "share_basis": Text("stated"),
            "step": _number("0.1", Unit.FRACTION),
        },
    )


def _findings(pe: str | None, debt: str, customer: str | None, level: int) -> tuple[Finding, ...]:
    made = [
        finding("pe_ttm", "valuation", min(4, level), _pe(pe), figure("pe_ttm", pe))
        if pe
        else finding("pe_ttm", "valuation", 4, _pe(None), figure("eps_ttm", "-2.31", Unit.PER_SHARE)),
        finding(
            "debt_equity",
            "debt_spending",
            0 if Decimal(debt) < 1 else 2 if Decimal(debt) < 4 else 4,
            _debt(debt),
            figure("debt_equity", debt),
        ),
    ]
    if customer is None:
        made.append(
            finding("top_customer", "concentration", None, Message("top_customer.unknown.not_disclosed"))
        )
    else:
        share = figure("top_customer", customer, Unit.FRACTION)
        made.append(
            finding(
                "top_customer",
                "concentration",
                4 if Decimal(customer) > Decimal("0.5") else 2,
                _customer(customer),
                share,
            )
        )
    return tuple(made)


def deal(
    deal_id: str, payer: str, payee: str, leg: str = "purchase", amount: str | None = "30000000000"
) -> Deal:
    """A deal seen in the press."""
    return Deal(
        id=deal_id,
        payer=payer,
        payee=payee,
        source_entity=payer,
        target_entity=payee,
        kind="equity_stake" if leg == "financing" else "compute_contract",
        leg=leg,
        status="definitive",
        cash=True,
        amount_usd=None if amount is None else Decimal(amount),
        amount_text="30bn over several years",
        announced="2026-02",
        verification="public_source_seen",
        confidence="high",
        best_tier="press",
        evidence=(Evidence("Example News", "The two firms signed.", "press", "2026-02-11"),),
    )


def loop(*entities: str, strength: Strength = "announced") -> Loop:
    """A loop through `entities`, financed on its first leg."""
    pairs = list(zip(entities, entities[1:] + entities[:1], strict=True))
    legs = tuple(
        LoopLeg(
            payer,
            payee,
            strength,
            (deal(f"{payer}-{payee}", payer, payee, "purchase" if n else "financing"),),
        )
        for n, (payer, payee) in enumerate(pairs)
    )
    return Loop(entities, strength, legs, Decimal(30_000_000_000))


LOOPS = (
    loop("nvidia", "openai", "oracle", strength="announced"),
    loop("coreweave", "nvidia", strength="firm"),
    loop("microsoft", "openai", strength="firm"),
    loop("amd", "openai", "oracle", strength="contingent"),
)


def _reason(place: str, strength: str | None, loops: tuple[int, ...]) -> Message:
    if place == "outside":
        return Message("place.outside_sector", {"sector": Text("Technology"), "day": Day(date(2026, 11, 20))})
    if place == "adjacent":
        counted: dict[str, Argument] = {"records": _number("1", Unit.COUNT), "tier": Text("press")}
        return Message("place.counterparty_record", {"counterparty": Names(("NVIDIA",))} | counted)
    if not loops or strength is None:
        return Message("place.not_reviewed")
    return Message(
        "place.inside",
        {
            "loop": Names(LOOPS[loops[0]].entities),
            "best": Text(strength),
            "loops": _number(str(len(loops)), Unit.COUNT),
            "records": _number("2", Unit.COUNT),
            "tier": Text("press"),
        },
    )


def company(row: tuple) -> CompanyResult:
    """One company of the table above."""
    symbol, key, name, weight, place, strength, grade, level, pe, debt, customer, _today, role, layer = row
    share = figure("tie", "0.57", Unit.FRACTION) if grade == "heavy" else figure("tie", "0.12", Unit.FRACTION)
    tie = Tie(
        grade,
        None if grade == "not_known" else share,
        None if grade == "not_known" else "backlog",
        ("openai",),
    )
    loops = tuple(n for n, each in enumerate(LOOPS) if key in each.entities)
    reason = _reason(place, strength, loops)
    families = dict.fromkeys(FAMILIES) | {"valuation": min(level, 4), "debt_spending": max(level - 1, 0)}
    return CompanyResult(
        key=key,
        symbol=symbol,
        symbols=(symbol,),
        name=name,
        aliases=("輝達",) if key == "nvidia" else (),
        weight=Decimal(weight),
        direct=Decimal(weight),
        level=level,
        colour="level",
        coverage=0.8,
        known_core=4,
        applicable_core=5,
        family_levels=families,
        standing=Standing(place, strength, loops, 2 if loops else 0, "press" if loops else None, tie, reason),
        role=role,
        layer=layer,
        sector="Technology",
        business="operating",
        findings=_findings(pe, debt, customer, level),
        then=(StatedFigure(key, "pe_ttm", figure("pe_ttm", "67.4", source=PRESS)),)
        if key == "oracle"
        else (),
        country="US",
        fiscal_period="FY2026",
    )


def position(
    symbol: str, name: str, weight: str | None, today: str = "0.0", **more: object
) -> PositionResult:
    """A priced equity position."""
    value = (
        Unknown(Message("no_price_found"))
        if weight is None
        else Figure(
            "value", (Decimal(weight) * TOTAL).quantize(Decimal("0.01")), Unit.MONEY, TODAY, FEED, "USD"
        )
    )
    fields: dict[str, object] = {
        "key": f"h-{symbol}",
        "symbol": symbol,
        "name": name,
        "kind": "equity",
        "quantity": Decimal(40),
        "cost": Money(Decimal(9_000), "USD"),
        "price": Figure("price", Decimal("187.42"), Unit.PER_SHARE, TODAY, FEED, "USD"),
        "price_origin": "live",
        "previous_close": Decimal("188.10"),
        "change": Decimal(today),
        "market_state": "regular",
        "quoted_at": NOW - timedelta(seconds=12),
        "delayed_minutes": 0,
        "value": value,
        "weight": None if weight is None else Decimal(weight),
    }
    return PositionResult(**(fields | more))


def fund(row: tuple) -> FundResult:
    """One fund of the table above."""
    symbol, name, weight, covered, low, high, lines = row
    held = tuple(FundHolding(line, Decimal(share)) for line, share in lines)
    return FundResult(
        symbol,
        name,
        Decimal(weight),
        Decimal(covered),
        date(2026, 8, 22),
        PRESS,
        held,
        Decimal(low),
        Decimal(high),
    )


def _exposure() -> Exposure:
    return Exposure(
        total=Money(TOTAL, "USD"),
        inside_low=Decimal("0.54"),
        inside_high=Decimal("0.61"),
        inside_firm=Decimal("0.43"),
        tied_heavily=Decimal("0.22"),
        not_judged=Decimal("0.08"),
        cash=Decimal(CASH_WEIGHT),
        roles=(
            Slice("fuel", Decimal("0.36"), ("NVDA", "AMD", "2330.TW", "QQQ", "SMH")),
            Slice("gear", Decimal("0.34"), ("MSFT", "ORCL", "CRWV", "QQQ")),
            Slice("software_app", Decimal("0.07"), ("PLTR",)),
            Slice("power", Decimal("0.04"), ("VRT",)),
            Slice("no_role", Decimal("0.10"), ("KO", "JNJ")),
            Slice("not_looked_through", Decimal("0.07"), ("QQQ", "SMH")),
            Slice("cash", Decimal("0.02"), ("USD",)),
        ),
        layers=(
            Slice("compute", Decimal("0.40"), ("NVDA", "AMD", "2330.TW", "VRT")),
            Slice("cloud", Decimal("0.34"), ("MSFT", "ORCL", "CRWV")),
            Slice("application", Decimal("0.07"), ("PLTR",)),
            Slice("no_layer", Decimal("0.10"), ("KO", "JNJ")),
            Slice("not_looked_through", Decimal("0.07"), ("QQQ", "SMH")),
            Slice("cash", Decimal("0.02"), ("USD",)),
        ),
        levels=(
            Slice("0", Decimal("0.00"), ()),
            Slice("1", Decimal("0.17"), ("2330.TW", "KO", "JNJ")),
            Slice("2", Decimal("0.36"), ("NVDA", "MSFT")),
            Slice("3", Decimal("0.13"), ("ORCL", "VRT")),
            Slice("4", Decimal("0.19"), ("AMD", "CRWV", "PLTR")),
            Slice("not_rated", Decimal("0.13"), ("QQQ", "SMH", "ABCX")),
            Slice("cash", Decimal("0.02"), ("USD",)),
        ),
        effective_n=9.4,
    )


def sample_assessment(
    *, mode: Mode = "live", portfolio_key: str = "sample", made_at: datetime = NOW
) -> Assessment:
    """The sample portfolio on a quiet afternoon."""
    positions = [position(row[0], row[2], row[3], row[11], company=row[1]) for row in _COMPANIES]
    positions += [position(row[0], row[1], row[2], "0.001", kind="fund", fund=row[0]) for row in _FUNDS]
    unknown = Unknown(Message("no_price_found"))
    positions.append(
        position(
            "ABCX",
            "ABCX",
            UNKNOWN_WEIGHT,
            price=unknown,
            price_origin="cost",
            change=None,
            quoted_at=None,
            market_state="",
            identified=False,
            company=None,
        )
    )
    positions.append(
        position(
            "USD",
            "Cash",
            CASH_WEIGHT,
            kind="cash",
            price=Unknown(Message("cash_has_no_price")),
            price_origin="none",
            change=None,
            quoted_at=None,
            cost=None,
            quantity=Decimal("4607.50"),
            market_state="",
        )
    )
    watch = (
        position(
            "AVGO",
            "Broadcom",
            None,
            "0.009",
            key="w-AVGO",
            watched=True,
            quantity=None,
            cost=None,
            company=None,
        ),
        position(
            "NBIS",
            "Nebius",
            None,
            "-0.021",
            key="w-NBIS",
            watched=True,
            quantity=None,
            cost=None,
            company=None,
        ),
    )
    return Assessment(
        made_at=made_at,
        as_of=TODAY,
        mode=mode,
        mode_reason=None
        if mode == "live"
        else Message("source.unreachable", {"source": Text("Yahoo Finance")}),
        portfolio_key=portfolio_key,
        portfolio_name="Sample portfolio",
        is_sample=portfolio_key == "sample",
        base_currency="USD",
        provenance=Provenance(
            mode, "0.1.0", "ledger-1", "snapshot-1", "thresholds-1", "announced", ("Yahoo Finance",)
        ),
        ledger_date=TODAY,
        ledger_deals=273,
        positions=tuple(sorted(positions, key=lambda each: -(each.weight or 0))),
        watchlist=watch,
        companies=tuple(company(row) for row in _COMPANIES),
        funds=tuple(fund(row) for row in _FUNDS),
        loops=LOOPS,
        entity_names={
            "nvidia": "NVIDIA",
            "openai": "OpenAI",
            "oracle": "Oracle",
            "coreweave": "CoreWeave",
            "microsoft": "Microsoft",
            "amd": "AMD",
        },
        entity_roles={
            "nvidia": "fuel",
            "openai": "passenger",
            "oracle": "gear",
            "coreweave": "gear",
            "microsoft": "gear",
            "amd": "fuel",
        },
        exposure=_exposure(),
        matters=(
            Matter("coreweave", Decimal("0.064"), 4, ("top_customer", "debt_equity")),
            Matter("amd", Decimal("0.071"), 4, ("pe_ttm",)),
            Matter("oracle", Decimal("0.094"), 3, ("debt_equity",)),
        ),
        rates=(),
        left_out=(),
        unidentified=("ABCX",),
    )


def empty_assessment() -> Assessment:
    """A new portfolio: nothing held, nothing watched."""
    import msgspec

    nothing = Exposure(
        Money(Decimal(0), "USD"),
        Decimal(0),
        Decimal(0),
        Decimal(0),
        Decimal(0),
        Decimal(0),
        Decimal(0),
        roles=(),
        layers=(),
        levels=(),
        effective_n=None,
    )
    return msgspec.structs.replace(
        sample_assessment(portfolio_key="p2"),
        portfolio_name="My portfolio",
        positions=(),
        watchlist=(),
        companies=(),
        funds=(),
        exposure=nothing,
        matters=(),
        unidentified=(),
    )


__all__ = ["LOOPS", "NOW", "Names", "empty_assessment", "position", "sample_assessment"]
