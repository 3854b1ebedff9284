"""How much of the user's money is on the loops, what of it is signed, and how tight each holding's tie is."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from screener import wording
from screener.domain.assessment import Assessment, CompanyResult, FundResult
from screener.domain.ring.deal import STRENGTHS
from screener.ui import formats
from screener.ui.models import deal_words
from screener.wording.labels import in_sentence

_ZERO = Decimal(0)


class InRing(NamedTuple):
    """A holding with money on a loop, in words; `parties` are the companies on a loop it stands for.

    `source` is a web address where the tie, or the list of a fund, can be read.
    """

    kind: Literal["company", "fund"]
    key: str
    symbol: str
    name: str
    weight: str
    how: str
    strength: str
    records: str
    tie: str
    source: str | None
    parties: frozenset[str]
    held: bool

    @property
    def said(self) -> str:
        """All of it in one line."""
        parts = (f"{self.symbol} {self.weight}", self.how, self.strength, self.records, self.tie)
        return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_summary", text)


def sentence(assessment: Assessment) -> str:
    """How much of the money is in companies on a loop, and on what kind of deals; the parts add up."""
    exposure = assessment.exposure
    if exposure.total.amount == 0:
        return _tr("Nothing here has a value yet, so none of it can be placed in the ring.")
    low, high = exposure.inside_low, max(exposure.inside_low, exposure.inside_high)
    if low == 0:
        if high == 0:
            return _tr("None of your money is in companies on a loop.")
        return _tr("None of your money is known to be in companies on a loop; up to {high} could be.").format(
            high=formats.whole_percent(high)
        )
    parts = _parts(assessment)
    unseen = _points(high) - _points(low)
    if unseen > 0:
        template = _tr("{low}–{high} of your money is in companies on a loop: {parts}")
        parts.append(_tr("up to {share} not seen").format(share=f"{unseen}%"))
    else:
        template = _tr("{low} of your money is in companies on a loop: {parts}")
    least = formats.whole_percent(low).removesuffix("%" if unseen > 0 else "")
    return template.format(low=least, high=formats.whole_percent(high), parts=", ".join(parts))


def detail(assessment: Assessment) -> str:
    """What of it is held through funds, what else is tied, and what could not be judged."""
    exposure = assessment.exposure
    lines = []
    through = sum((max(_ZERO, each.weight - each.direct) for each in _on_a_loop(assessment)), _ZERO)
    if through > 0:
        lines.append(
            _tr("{share} of it through funds, counted with the companies").format(
                share=formats.whole_percent(through)
            )
        )
    if exposure.tied_heavily > 0:
        share = formats.whole_percent(exposure.tied_heavily)
        lines.append(_tr("{share} more in companies tied heavily to them").format(share=share))
    if exposure.not_judged > 0:
        share = formats.whole_percent(exposure.not_judged)
        lines.append(_tr("{share} could not be judged").format(share=share))
    return " · ".join(lines)


def in_the_ring(assessment: Assessment) -> tuple[InRing, ...]:
    """What is held on a loop: holdings and funds by weight, then what is held through funds only."""
    inside = _on_a_loop(assessment)
    rows = [(True, company.weight, _company(company)) for company in inside if company.direct > 0]
    rows += [(False, company.weight, _company(company)) for company in inside if company.direct <= 0]
    for fund in assessment.funds:
        parties = companies_in(assessment, fund)
        if fund.weight > 0 and parties:
            rows.append((True, fund.weight, _fund(fund, parties)))
    rows.sort(key=lambda row: (not row[0], -row[1], row[2].symbol))
    return tuple(row for _held, _weight, row in rows)


def companies_in(assessment: Assessment, fund: FundResult) -> tuple[CompanyResult, ...]:
    """The companies on a loop in a fund's list, in the order of the list."""
    listed = {symbol: company for company in _on_a_loop(assessment) for symbol in company.symbols}
    found = {listed[line.symbol].key: listed[line.symbol] for line in fund.lines if line.symbol in listed}
    return tuple(found.values())


def _on_a_loop(assessment: Assessment) -> list[CompanyResult]:
    return [each for each in assessment.companies if each.standing.place == "inside" and each.weight > 0]


def _parts(assessment: Assessment) -> list[str]:
    """The money on a loop by how firm its best loop is, in whole percents that add up to the whole."""
    words = {
        "firm": _tr("{share} on signed deals"),
        "announced": _tr("{share} announced only"),
        "contingent": _tr("{share} on conditions only"),
    }
    weights = dict.fromkeys(reversed(STRENGTHS), _ZERO)
    for company in _on_a_loop(assessment):
        weights[company.standing.strength or "contingent"] += company.weight
    held = [(strength, weight) for strength, weight in weights.items() if weight > 0]
    if [strength for strength, _weight in held] == ["firm"]:
        return [_tr("all of it on signed deals")]
    left = _points(assessment.exposure.inside_low)
    said = []
    for number, (strength, weight) in enumerate(held, 1):
        points = left if number == len(held) else min(left, _points(weight))
        left -= points
        said.append(words[strength].format(share=f"{points}%" if points else "<1%"))
    return said


def _points(share: Decimal) -> int:
    return int((share * 100).to_integral_value(rounding="ROUND_HALF_UP"))


def _company(company: CompanyResult) -> InRing:
    standing = company.standing
    figure = standing.tie.share
    return InRing(
        kind="company",
        key=company.key,
        symbol=company.symbol,
        name=company.name,
        weight=formats.percent(company.weight),
        how=_how(company),
        strength=in_sentence(wording.label("best", standing.strength or "contingent")),
        records=wording.rests_on(standing),
        tie=tie_line(company),
        source=None if figure is None or standing.tie.grade == "not_known" else figure.source.url,
        parties=frozenset((company.key,)),
        held=company.direct > 0,
    )


def _how(company: CompanyResult) -> str:
    through = company.weight - company.direct
    if company.direct <= 0:
        return _tr("through funds")
    if formats.percent(through) == formats.percent(_ZERO):
        return _tr("held directly")
    return _tr("{direct} directly, {through} in funds").format(
        direct=formats.percent(company.direct), through=formats.percent(through)
    )


def _fund(fund: FundResult, parties: Iterable[CompanyResult]) -> InRing:
    low, high = formats.whole_percent(fund.inside_low), formats.whole_percent(fund.inside_high)
    span = low if low == high else _tr("{low}–{high}").format(low=low.removesuffix("%"), high=high)
    keys = frozenset(company.key for company in parties)
    count = len(keys)
    return InRing(
        kind="fund",
        key=fund.symbol,
        symbol=fund.symbol,
        name=fund.name,
        weight=formats.percent(fund.weight),
        how=_tr("a fund, {span} of it on a loop").format(span=span),
        strength="",
        records=_tr("1 company") if count == 1 else _tr("{n} companies").format(n=count),
        tie=_tr("Its list of {day} shows {covered} of it").format(
            day=formats.day(fund.as_of), covered=formats.whole_percent(fund.covered)
        ),
        source=fund.source.url,
        parties=keys,
        held=True,
    )


def tie_line(company: CompanyResult) -> str:
    """How tightly a company is tied, by what share of what, and when; short enough for a row."""
    tie = company.standing.tie
    if tie.grade == "not_known" or tie.share is None:
        return _tr("how tightly it is tied is not known")
    template = _tr("{tied}: {share} of {measure}, {month}")
    if tie.at_least:
        template = _tr("{tied}: at least {share} of {measure}, {month}")
    if tie.measure == "vendor_financing":
        template = _tr("{tied}: cash financing {share} of revenue, {month}")
        if tie.at_least:
            template = _tr("{tied}: cash financing ≥ {share} of revenue, {month}")
    return template.format(
        tied=in_sentence(wording.label("tied", tie.grade)),
        share=formats.fact(tie.share),
        measure=in_sentence(wording.label("measure", tie.measure or "other")),
        month=deal_words.month(tie.share.as_of.isoformat()[:7]),
    )
