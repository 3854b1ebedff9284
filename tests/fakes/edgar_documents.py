"""Small filings in the shapes the SEC publishes: inline documents, XBRL instances, company facts, lists."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SHARE = "us-gaap:ConcentrationRiskPercentage1"
CUSTOMERS, BENCHMARK, RISK = (
    "srt:MajorCustomersAxis",
    "us-gaap:ConcentrationRiskByBenchmarkAxis",
    "us-gaap:ConcentrationRiskByTypeAxis",
)
SALES, RECEIVABLES = "us-gaap:SalesRevenueNetMember", "us-gaap:AccountsReceivableMember"
CUSTOMER_RISK = "us-gaap:CustomerConcentrationRiskMember"
SEGMENTS = "us-gaap:StatementBusinessSegmentsAxis"

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
YEAR_BEFORE = (date(2024, 1, 1), date(2024, 12, 31))
QUARTER = (date(2025, 10, 1), date(2025, 12, 31))

_NAMESPACES = {
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "us-gaap": "http://fasb.org/us-gaap/2025",
    "srt": "http://fasb.org/srt/2025",
    "dei": "http://xbrl.sec.gov/dei/2025",
    "country": "http://xbrl.sec.gov/country/2025",
    "acme": "http://www.acme.example/20251231",
}
_INLINE = {
    "": "http://www.w3.org/1999/xhtml",
    "ix": "http://www.xbrl.org/2013/inlineXBRL",
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
}

Period = tuple[date | None, date]


@dataclass(frozen=True)
class Tagged:
    """One tagged number. In an inline document `text` is where its `{}` stands for the number."""

    printed: str
    members: Mapping[str, str]
    period: Period = YEAR
    concept: str = SHARE
    text: str = "{}%"
    scale: str = "-2"
    form: str = ""
    unit: str = "number"
    sign: str = ""


def of_customer(
    member: str, printed: str, period: Period = YEAR, *, benchmark: str | None = SALES, **more: Any
) -> Tagged:
    """A customer's share as most filers tag it; `extra` are further axes."""
    extra = more.pop("extra", {})
    members = {RISK: CUSTOMER_RISK, CUSTOMERS: member, **extra}
    if benchmark is not None:
        members[BENCHMARK] = benchmark
    return Tagged(printed, members, period, **more)


def money(concept: str, printed: str, period: Period, members: Mapping[str, str] | None = None) -> Tagged:
    """An amount in millions of dollars."""
    return Tagged(printed, members or {}, period, concept, "{}", "6", "ixt:num-dot-decimal", "usd")


@dataclass
class Report:
    """A filing to be written as an inline document or as an instance."""

    facts: Sequence[Tagged] = ()
    form: str = "10-K"
    period: tuple[date, date] = YEAR
    filer: str = "ACME CORP"
    cik: str = "0000012345"
    statements: bool = True
    """Whether the balance sheet is in it."""
    body: str | None = None
    """Markup of the text with one `{}` for each fact; None puts each fact into a paragraph."""
    _contexts: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def inline(self) -> bytes:
        """The filing as people and programs read it."""
        cover = self._context({}, self.period)
        tags = [self._tag(fact) for fact in self.facts]
        if self.body is not None:
            text = self.body.format(*tags)
        else:
            pairs = zip(self.facts, tags, strict=True)
            text = "".join(f"<p>{fact.text.format(tag)}</p>" for fact, tag in pairs)
        if self.statements:
            text += f"<p>{self._tag(money('us-gaap:Assets', '1,000', (None, self.period[1])))}</p>"
        head = (
            f'<ix:nonNumeric name="dei:DocumentType" contextRef="{cover}">{self.form}</ix:nonNumeric>'
            f'<ix:nonNumeric name="dei:EntityRegistrantName" contextRef="{cover}">{self.filer}'
            f"</ix:nonNumeric>"
            f'<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="{cover}">{self.cik}'
            f"</ix:nonNumeric>"
        )
        spaces = _declared({**_INLINE, **_NAMESPACES})
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<html {spaces}><head><title>r</title></head><body>'
            f'<div style="display:none"><ix:header><ix:hidden>{head}</ix:hidden>'
            f"<ix:resources>{self._resources()}</ix:resources></ix:header></div>{text}</body></html>"
        ).encode()

    def instance(self) -> bytes:
        """The filing as programs read it."""
        cover = self._context({}, self.period)
        facts = [
            f'<dei:DocumentType contextRef="{cover}">{self.form}</dei:DocumentType>',
            f'<dei:EntityRegistrantName contextRef="{cover}">{self.filer}</dei:EntityRegistrantName>',
        ]
        assets = [money("us-gaap:Assets", "1,000", (None, self.period[1]))] if self.statements else []
        for fact in [*self.facts, *assets]:
            value = _value(fact)
            context = self._context(fact.members, fact.period)
            facts.append(
                f'<{fact.concept} contextRef="{context}" unitRef="{fact.unit}" decimals="2">{value}'
                f"</{fact.concept}>"
            )
        spaces = _declared(_NAMESPACES)
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<xbrli:xbrl {spaces}>{self._resources()}'
            f"{''.join(facts)}</xbrli:xbrl>"
        ).encode()

    def _tag(self, fact: Tagged) -> str:
        context = self._context(fact.members, fact.period)
        form = f' format="{fact.form}"' if fact.form else ""
        sign = f' sign="{fact.sign}"' if fact.sign else ""
        return (
            f'<ix:nonFraction name="{fact.concept}" contextRef="{context}" unitRef="{fact.unit}" '
            f'decimals="2" scale="{fact.scale}"{form}{sign}>{fact.printed}</ix:nonFraction>'
        )

    def _context(self, members: Mapping[str, str], period: Period) -> str:
        key = (tuple(sorted(members.items())), period)
        return self._contexts.setdefault(key, f"c-{len(self._contexts) + 1}")

    def _resources(self) -> str:
        units = (
            '<xbrli:unit id="number"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
            '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        )
        return units + "".join(
            _context_markup(name, dict(members), period, self.cik)
            for (members, period), name in self._contexts.items()
        )


def _context_markup(name: str, members: Mapping[str, str], period: Period, cik: str) -> str:
    start, end = period
    dimensions = "".join(
        f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
        for axis, member in members.items()
    )
    segment = f"<xbrli:segment>{dimensions}</xbrli:segment>" if dimensions else ""
    when = (
        f"<xbrli:instant>{end}</xbrli:instant>"
        if start is None
        else f"<xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
    )
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{cik}'
        f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{when}</xbrli:period></xbrli:context>"
    )


def _declared(namespaces: Mapping[str, str]) -> str:
    return " ".join(f'xmlns{":" if name else ""}{name}="{uri}"' for name, uri in namespaces.items())


def _value(fact: Tagged) -> str:
    from decimal import Decimal

    number = Decimal(fact.printed.replace(",", "")).scaleb(int(fact.scale))
    return f"{'-' if fact.sign else ''}{number:f}"


# ---------------------------------------------------------------- company facts and lists


def stated(
    value: float,
    end: str,
    start: str | None = None,
    *,
    filed: str = "2026-02-01",
    form: str = "10-K",
    accn: str = "0000012345-26-000001",
) -> dict[str, Any]:
    """One value of company facts. `fy` and `fp` are wrong on purpose: nobody may believe them."""
    item: dict[str, Any] = {
        "end": end, "val": value, "accn": accn, "fy": 1999, "fp": "FY", "form": form, "filed": filed,
        "frame": "CY1999Q1",
    }  # fmt: skip
    return item if start is None else {"start": start, **item}


def company_facts(
    concepts: Mapping[str, Iterable[dict[str, Any]]],
    *,
    cik: int = 12345,
    units: Mapping[str, str] | None = None,
) -> bytes:
    """Company facts of one filer, in dollars unless `units` says otherwise for a concept."""
    facts: dict[str, dict[str, Any]] = {}
    for concept, items in concepts.items():
        taxonomy, _, name = concept.rpartition(":")
        unit = (units or {}).get(concept, "USD")
        entry = {"label": name, "description": name, "units": {unit: list(items)}}
        facts.setdefault(taxonomy or "us-gaap", {})[name] = entry
    return json.dumps({"cik": cik, "entityName": "ACME CORP", "facts": facts}).encode()


def submissions(*rows: tuple[str, str, str, str, str], sic: str = "3674") -> bytes:
    """A filer's list; each row: accession, form, day filed, period, document."""
    keys = ("accessionNumber", "form", "filingDate", "reportDate", "primaryDocument")
    recent = {key: [row[number] for row in rows] for number, key in enumerate(keys)}
    recent["size"] = [1 for _ in rows]  # type: ignore[misc]  # more columns than are read
    return json.dumps({"cik": "12345", "sic": sic, "filings": {"recent": recent, "files": []}}).encode()


def tickers(**known: int) -> bytes:
    """The list of tickers; underscores stand for hyphens."""
    rows = [{"cik_str": cik, "ticker": name.replace("_", "-"), "title": name} for name, cik in known.items()]
    return json.dumps({str(number): row for number, row in enumerate(rows)}).encode()
