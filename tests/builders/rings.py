"""Bigger and harder assessments: many parties, Chinese and long names, every kind of gap."""

from datetime import date
from decimal import Decimal

import msgspec

from screener.domain.assessment import Assessment, Loop, LoopLeg
from screener.domain.figure import Figure, Source
from screener.domain.finding import Finding
from screener.domain.message import Message, Text, Unit
from screener.domain.ring.deal import Deal, Strength
from tests.builders.assessments import deal, sample_assessment

replace = msgspec.structs.replace

PARTIES = {
    "nvidia": ("NVIDIA Corporation", "fuel"),
    "amd": ("Advanced Micro Devices, Inc.", "fuel"),
    "tsmc": ("台灣積體電路製造 (TSMC)", "foundry"),
    "supermicro": ("Super Micro Computer, Inc.", "server_oem"),
    "microsoft": ("Microsoft Corporation", "gear"),
    "oracle": ("Oracle Corporation", "gear"),
    "amazon": ("Amazon.com, Inc.", "gear"),
    "coreweave": ("CoreWeave, Inc.", "neocloud"),
    "nebius": ("Nebius Group N.V.", "neocloud"),
    "openai": ("OpenAI Group PBC", "engine"),
    "anthropic": ("Anthropic", "engine"),
    "thinking-machines": ("Thinking Machines Lab of a Very Long and Winding Name", "engine"),
    "brookfield": ("Brookfield Asset Management Ltd.", "financier"),
    "tesla": ("Tesla, Inc.", "end_user"),
}


def leg(payer: str, payee: str, strength: Strength, *deals: Deal) -> LoopLeg:
    """A leg with these deals, by default one purchase."""
    return LoopLeg(payer, payee, strength, deals or (deal(f"{payer}-{payee}", payer, payee),))


def loop(strength: Strength, *entities: str) -> Loop:
    """A loop whose first leg is financing; all its legs are of one strength."""
    pairs = list(zip(entities, entities[1:] + entities[:1], strict=True))
    legs = [
        leg(a, b, strength, deal(f"{a}-{b}", a, b, "purchase" if number else "financing"))
        for number, (a, b) in enumerate(pairs)
    ]
    return Loop(entities, strength, tuple(legs), Decimal(30_000_000_000))


LOOPS = (
    loop("firm", "coreweave", "nvidia"),
    loop("firm", "microsoft", "openai"),
    loop("firm", "amazon", "anthropic"),
    loop("announced", "nvidia", "openai", "oracle"),
    loop("announced", "nebius", "microsoft", "openai", "nvidia"),
    loop("announced", "brookfield", "nvidia", "thinking-machines"),
    loop("announced", "supermicro", "nvidia", "coreweave"),
    loop("contingent", "amd", "openai", "oracle"),
    loop("contingent", "tesla", "nvidia", "supermicro", "amazon"),
)


def ring_assessment() -> Assessment:
    """The sample portfolio over nine loops and fourteen parties."""
    made = sample_assessment()
    companies = tuple(
        replace(
            company,
            name="台積電 Taiwan Semiconductor Manufacturing Company Limited"
            if company.key == "tsmc"
            else company.name,
            standing=replace(
                company.standing,
                loops=tuple(number for number, each in enumerate(LOOPS) if company.key in each.entities),
            ),
        )
        for company in made.companies
    )
    return replace(
        made,
        companies=companies,
        loops=LOOPS,
        entity_names={key: name for key, (name, _role) in PARTIES.items()},
        entity_roles={key: role for key, (_name, role) in PARTIES.items()},
    )


def with_finding(assessment: Assessment, key: str, finding: Finding) -> Assessment:
    """`assessment` with one finding of a company replaced by another of the same screen."""
    companies = tuple(
        replace(
            company,
            findings=tuple(finding if each.screen == finding.screen else each for each in company.findings),
        )
        if company.key == key
        else company
        for company in assessment.companies
    )
    return replace(assessment, companies=companies)


def with_position(assessment: Assessment, symbol: str, **fields: object) -> Assessment:
    """`assessment` with other values in the position of `symbol`."""
    rows = tuple(replace(row, **fields) if row.symbol == symbol else row for row in assessment.positions)
    return replace(assessment, positions=rows)


def stated_source(url: str | None = "https://news.example/oracle", via: str | None = None) -> Source:
    """A press source."""
    return Source(
        "Example News, a title long enough to need shortening in a narrow column", url, via, "press"
    )


def debt_figure(*, old: bool = False, source: Source | None = None) -> Figure:
    """Oracle's debt."""
    return Figure(
        "total_debt",
        Decimal(129_500_000_000),
        Unit.MONEY,
        date(2026, 5, 31),
        source or stated_source(via="github.com/someone/a_very_long_repository_name_without_spaces/and/path"),
        "USD",
        "TTM to 2026-05-31",
        old=old,
    )


def unknown_finding(screen: str, family: str) -> Finding:
    """A finding that could not be judged."""
    reason = Message("unknown.missing", {"screen": Text(screen), "field": Text("total_equity")})
    return Finding(screen, family, core=True, state="unknown", severity=None, message=reason)
