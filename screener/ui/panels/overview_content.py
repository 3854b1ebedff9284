"""What the Overview says, taken from an assessment; no widgets here."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from screener import wording
from screener.domain.assessment import Assessment, CompanyResult, FundResult, PositionResult, Slice
from screener.domain.finding import Finding
from screener.translation import translate
from screener.ui import formats
from screener.ui.widgets.level_strip import LevelPart
from screener.ui.widgets.share_bars import Bar
from screener.ui.widgets.treemap import Band, Tile
from screener.wording.labels import in_sentence

_NAMED = 6
_BARS = 8
_NOT_SEEN = ("not_looked_through", "not_known")
_NEUTRAL = ("no_role", "no_layer", "other", "cash")


class MatterText(NamedTuple):
    """One of the positions that matter: the sentence of its worst finding, and the next ones in short."""

    company: str
    symbol: str
    name: str
    level: int
    share: str
    """Of the money: what is held of it, and what funds hold of it."""
    sentence: str
    also: str


# ------------------------------------------------------------ the map


def tiles(assessment: Assessment) -> tuple[Tile, ...]:
    """One tile a position with a positive weight."""
    return tuple(
        _tile(assessment, position)
        for position in assessment.positions
        if position.weight is not None and position.weight > 0
    )


def _tile(assessment: Assessment, position: PositionResult) -> Tile:
    weight = position.weight or Decimal(0)
    share = formats.percent(weight)
    fund = assessment.fund(position.fund)
    if fund is not None:
        return _fund_tile(assessment, position, fund, weight)
    company = assessment.company(position.company)
    if company is not None:
        return _company_tile(position, company, weight)
    cash = position.kind == "cash"
    name = translate("Overview", "Cash") if cash else position.symbol
    why = (
        translate("Overview", "cash")
        if cash
        else translate("Overview", "not rated")
        if position.identified
        else translate("Overview", "not identified")
    )
    return Tile(
        kind="position",
        key=position.key,
        symbol=name,
        weight=weight,
        level=None,
        inside=False,
        details=(share,) if cash else (f"{share} · {why}", share),
        tip=f"{name}\n{share} · {position.symbol if cash else why}",
        plain=cash,
    )


def _company_tile(position: PositionResult, company: CompanyResult, weight: Decimal) -> Tile:
    share = formats.percent(weight)
    inside = company.standing.place == "inside"
    details: tuple[str, ...]
    if company.level is None:
        details = (f"{share} · " + translate("Overview", "not rated"), share)
    else:
        level = translate("Overview", "level {n}").format(n=company.level)
        details = (f"{share} · {level}", f"{share} · {company.level}", level, str(company.level))
    lines = [f"{company.symbol} · {company.name}", details[0], wording.label("place", company.standing.place)]
    if company.standing.tie.grade != "not_known":
        lines[-1] += " · " + in_sentence(wording.label("tied", company.standing.tie.grade))
    if company.colour == "grey":
        lines.append(wording.label("colour", "grey"))
    if company.weight > company.direct:
        lines.append(
            translate("Overview", "{share} with what funds hold of it").format(
                share=formats.percent(company.weight)
            )
        )
    return Tile(
        kind="company",
        key=company.key,
        symbol=position.symbol,
        weight=weight,
        level=company.level,
        inside=inside,
        details=details,
        tip="\n".join(lines),
        grey=company.colour == "grey",
    )


def _fund_tile(assessment: Assessment, position: PositionResult, fund: FundResult, weight: Decimal) -> Tile:
    share = formats.percent(weight)
    span = translate("Overview", "{span} on a loop").format(span=_span(fund.inside_low, fund.inside_high))
    by_level: dict[int | None, float] = {}
    levels = {symbol: company.level for company in assessment.companies for symbol in company.symbols}
    for line in fund.lines:
        level = levels.get(line.symbol)
        by_level[level] = by_level.get(level, 0.0) + float(line.weight)
    bands = tuple(
        Band(level, fraction)
        for level, fraction in sorted(
            by_level.items(), key=lambda item: -1 if item[0] is None else item[0], reverse=True
        )
        if level is not None
    )
    tip = translate(
        "Overview",
        "{symbol} · {name}\n{share} of your money\nIts list of {day} covers {covered} of it\n{span}",
    ).format(
        symbol=fund.symbol,
        name=fund.name,
        share=share,
        day=formats.day(fund.as_of),
        covered=formats.whole_percent(fund.covered),
        span=span,
    )
    return Tile(
        kind="fund",
        key=fund.symbol,
        symbol=position.symbol,
        weight=weight,
        level=None,
        inside=False,
        details=(f"{share} · {span}", share),
        tip=tip,
        bands=bands or (Band(None, 1.0),),
    )


def _span(low: Decimal, high: Decimal) -> str:
    lower, higher = formats.whole_percent(low), formats.whole_percent(high)
    return lower if lower == higher else f"{lower.removesuffix('%')}–{higher}"


# ------------------------------------------------------------ bars


def own_names(assessment: Assessment) -> dict[str, str]:
    """What symbols without a company or fund are called in the table of holdings."""
    return {
        position.symbol: position.name
        for position in assessment.positions
        if position.name and position.company is None and position.fund is None
    }


def bars(
    kind: str, slices: tuple[Slice, ...], names: Mapping[str, str] = MappingProxyType({})
) -> tuple[Bar, ...]:
    """Bars by role or layer, no more than fit; the smallest of the named ones are put together.

    What is not looked through is hatched; what has no part in AI, and cash, are neutral. Neither is
    ever put together with anything else.
    """
    held = [part for part in slices if part.share > 0]
    named = sorted(
        (part for part in held if part.id not in _NEUTRAL + _NOT_SEEN), key=lambda part: -part.share
    )
    rest = [part for part in held if part.id in _NEUTRAL + _NOT_SEEN]
    room = max(1, _BARS - len(rest))
    if len(named) > room:
        shown, small = named[: room - 1], named[room - 1 :]
        together = Bar(
            label=translate("Overview", "{n} smaller ones").format(n=len(small)),
            share=sum((part.share for part in small), Decimal(0)),
            members=", ".join(wording.label(kind, part.id) for part in small),
        )
        return (
            *(_bar(kind, part, names) for part in shown),
            together,
            *(_bar(kind, part, names) for part in rest),
        )
    return tuple(_bar(kind, part, names) for part in (*named, *rest))


def _bar(kind: str, part: Slice, names: Mapping[str, str]) -> Bar:
    return Bar(
        label=wording.label(kind, part.id),
        share=part.share,
        members="" if part.id == "cash" else ", ".join(names.get(each, each) for each in part.members),
        hatched=part.id in _NOT_SEEN,
        neutral=part.id in _NEUTRAL,
    )


def level_parts(assessment: Assessment) -> tuple[LevelPart, ...]:
    """The share of the money at each level, from 4 down, then what has none."""
    order = {part.id: part for part in assessment.exposure.levels}
    parts = []
    for level in (4, 3, 2, 1, 0):
        part = order.get(str(level))
        if part is not None:
            words = translate("Overview", "level {n}").format(n=level)
            parts.append(LevelPart(level, words, part.share, members=", ".join(part.members)))
    for part in assessment.exposure.levels:
        if part.id not in "01234":
            cash = part.id == "cash"
            words = translate("Overview", "cash") if cash else translate("Overview", "not rated")
            parts.append(
                LevelPart(None, words, part.share, hatched=not cash, members=", ".join(part.members))
            )
    return tuple(parts)


# ------------------------------------------------------------ sentences


def explanation(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """What the headline's numbers are made of: pairs of a short title and a line."""
    lines: list[tuple[str, str]] = []
    direct = [c for c in assessment.companies if c.standing.place == "inside" and c.direct > 0]
    if direct:
        lines.append(
            (
                translate("Overview", "On a loop, held directly"),
                _weights([(c.symbol, c.direct) for c in direct]),
            )
        )
    if assessment.funds:
        funds = [
            translate("Overview", "{symbol} {weight} of your money, {span} of it on a loop").format(
                symbol=fund.symbol,
                weight=formats.percent(fund.weight),
                span=_span(fund.inside_low, fund.inside_high),
            )
            for fund in assessment.funds
            if fund.weight > 0
        ]
        if funds:
            lines.append((translate("Overview", "Through funds"), "; ".join(funds)))
    tied = [
        (c.symbol, c.weight)
        for c in assessment.companies
        if c.standing.place != "inside" and c.standing.tie.grade == "heavy" and c.weight > 0
    ]
    if tied:
        lines.append((translate("Overview", "Tied heavily, besides those on a loop"), _weights(tied)))
    unknown = not_judged(assessment)
    parts = [_weights(unknown)] if unknown else []
    hidden = not_judged_in_funds(assessment)
    if formats.percent(hidden) != formats.percent(Decimal(0)):
        words = translate("Overview", "{share} in funds, not looked through or not judged")
        parts.append(words.format(share=formats.percent(hidden)))
    if parts:
        lines.append((translate("Overview", "Could not be judged"), "; ".join(parts)))
    judged = [wording.sentence(finding.message) for finding in assessment.portfolio_findings]
    if judged:
        lines.append((translate("Overview", "The portfolio as a whole"), "\n".join(judged)))
    lines.append(
        (
            translate("Overview", "How it is counted"),
            translate(
                "Overview",
                "A loop has at most four legs, one of them financing and one a purchase; its strength is "
                "its weakest leg. The high end adds what cannot be seen inside funds and "
                "everything that could not be judged.",
            ),
        )
    )
    return tuple(lines)


def not_judged(assessment: Assessment) -> list[tuple[str, Decimal]]:
    """Symbols and weights of what has no place in the ring, largest first."""
    found = [
        (c.symbol, c.direct) for c in assessment.companies if c.standing.place == "not_known" and c.direct > 0
    ]
    found += [
        (p.symbol, p.weight)
        for p in assessment.positions
        if p.weight and p.company is None and p.fund is None and p.kind != "cash"
    ]
    return sorted(found, key=lambda item: -item[1])


def not_judged_in_funds(assessment: Assessment) -> Decimal:
    """What is left of the share that could not be judged: companies in funds, and what funds do not show."""
    named = sum((weight for _symbol, weight in not_judged(assessment)), Decimal(0))
    return max(Decimal(0), assessment.exposure.not_judged - named)


def old_figures(assessment: Assessment) -> tuple[str, ...]:
    """Symbols held directly that are judged on at least one figure past its age limit."""
    return tuple(c.symbol for c in assessment.companies if c.direct > 0 and any(f.old for f in c.findings))


def matters(assessment: Assessment) -> tuple[MatterText, ...]:
    """The positions that matter most, each with the sentences of its worst findings."""
    made = []
    for matter in assessment.matters:
        company = assessment.company(matter.company)
        if company is None:
            continue
        found = [finding for screen in matter.findings if (finding := company.finding(screen)) is not None]
        sentence = wording.sentence(found[0].message) if found else ""
        also = ", ".join(_short(finding) for finding in found[1:] if finding.value is not None)
        share = _held(company)
        made.append(
            MatterText(company.key, company.symbol, company.name, matter.level, share, sentence, also)
        )
    return tuple(made)


def _held(company: CompanyResult) -> str:
    through = company.weight - company.direct
    if formats.percent(through) == formats.percent(Decimal(0)):
        return formats.percent(company.weight)
    if company.direct <= 0:
        return translate("Overview", "{share} through funds").format(share=formats.percent(company.weight))
    return translate("Overview", "{direct} held + {through} through funds").format(
        direct=formats.percent(company.direct), through=formats.percent(through)
    )


def _short(finding: Finding) -> str:
    value = "" if finding.value is None else wording.value(finding.value)
    return f"{wording.label('screen', finding.screen)} {value}".rstrip()


def _weights(pairs: list[tuple[str, Decimal]]) -> str:
    ordered = sorted(pairs, key=lambda item: -item[1])
    text = ", ".join(f"{symbol} {formats.percent(weight)}" for symbol, weight in ordered[:_NAMED])
    more = len(ordered) - _NAMED
    return text if more <= 0 else translate("Overview", "{names} and {n} more").format(names=text, n=more)
