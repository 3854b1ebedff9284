"""Assessments that differ from one another in one thing."""

import msgspec

from screener.domain.assessment import Assessment, CompanyResult, Place, Provenance
from screener.domain.figure import Figure
from screener.domain.finding import Finding
from screener.domain.message import Message
from screener.domain.ring.deal import Strength
from tests.builders.assessments import finding


def changed_company(assessment: Assessment, key: str, **changes: object) -> Assessment:
    """The assessment with other values for one company."""
    companies = tuple(
        msgspec.structs.replace(company, **changes) if company.key == key else company
        for company in assessment.companies
    )
    return msgspec.structs.replace(assessment, companies=companies)


def judged(assessment: Assessment, key: str, *findings: Finding) -> Assessment:
    """The assessment with other findings for one company; its other screens stay."""
    company = the_company(assessment, key)
    new = {one.screen: one for one in findings}
    kept = [new.pop(one.screen, one) for one in company.findings]
    return changed_company(assessment, key, findings=(*kept, *new.values()))


def pe(severity: int | None, value: Figure | None = None) -> Finding:
    """A P/E finding of that severity, unknown for None."""
    text = "unknown.missing" if severity is None else "pe_ttm.fail"
    return finding("pe_ttm", "valuation", severity, Message(text), value)


def placed(
    assessment: Assessment, key: str, place: Place, strength: Strength | None, severity: int | None
) -> Assessment:
    """The assessment with a company at that place of the ring; severity None: not known."""
    standing = msgspec.structs.replace(the_company(assessment, key).standing, place=place, strength=strength)
    moved = changed_company(assessment, key, standing=standing)
    return judged(moved, key, finding("ring_place", "circularity", severity, Message("place.not_reviewed")))


def made_with(assessment: Assessment, **changes: object) -> Assessment:
    """The assessment with another provenance."""
    provenance: Provenance = msgspec.structs.replace(assessment.provenance, **changes)
    return msgspec.structs.replace(assessment, provenance=provenance)


def the_company(assessment: Assessment, key: str) -> CompanyResult:
    """The company with that key, which must be there."""
    company = assessment.company(key)
    assert company is not None
    return company
