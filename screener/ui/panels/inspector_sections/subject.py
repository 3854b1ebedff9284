"""What a selection stands for in an assessment."""

from typing import NamedTuple

from screener.domain.assessment import Assessment, CompanyResult, FundResult, Loop, PositionResult


class Subject(NamedTuple):
    """A company, a fund, another position, or a party of the ledger; `loops` are those it is on."""

    company: CompanyResult | None = None
    fund: FundResult | None = None
    position: PositionResult | None = None
    entity: str | None = None
    loops: tuple[Loop, ...] = ()

    @property
    def symbol(self) -> str | None:
        """The listing whose prices belong to it."""
        if self.position is not None and self.position.kind not in ("cash", "bond"):
            return self.position.symbol if self.position.identified else None
        if self.company is not None:
            return self.company.symbol
        return self.fund.symbol if self.fund is not None else None


def subject_of(assessment: Assessment, kind: str, key: str) -> Subject | None:
    """What is selected; None when the assessment does not have it (any more).

    `kind` is "position" with a holding's or watchlist entry's key, "company" with a company's or a
    ledger party's key, or "fund" with a symbol.
    """
    everything = (*assessment.positions, *assessment.watchlist)
    position: PositionResult | None
    if kind == "position":
        position = next((each for each in everything if each.key == key), None)
    else:
        position = next((each for each in everything if key == _named(each, kind)), None)
    company_key = position.company if position is not None else key if kind == "company" else None
    fund_key = position.fund if position is not None else key if kind == "fund" else None
    company, fund = assessment.company(company_key), assessment.fund(fund_key)
    if company is not None:
        loops = tuple(assessment.loops[number] for number in company.standing.loops)
        return Subject(company=company, position=position, loops=loops)
    if fund is not None:
        return Subject(fund=fund, position=position)
    if position is not None:
        return Subject(position=position)
    if kind == "company" and key in assessment.entity_names:
        return Subject(entity=key, loops=tuple(loop for loop in assessment.loops if key in loop.entities))
    return None


def _named(position: PositionResult, kind: str) -> str | None:
    return position.company if kind == "company" else position.fund
