"""The positions that matter most: weight times level, ties by place."""

from collections.abc import Sequence

from screener.domain.assessment import CompanyResult, Matter

MATTERS = 3
_PLACES = ("not_known", "outside", "adjacent", "inside")


def matters(companies: Sequence[CompanyResult]) -> tuple[Matter, ...]:
    """The companies held themselves with the largest weight x level, at most MATTERS of them."""
    rated = [company for company in companies if company.level is not None and company.direct > 0]
    rated.sort(
        key=lambda company: (company.weight * (company.level or 0), _PLACES.index(company.standing.place)),
        reverse=True,
    )
    return tuple(
        Matter(company.key, company.weight, company.level or 0, _worst(company))
        for company in rated[:MATTERS]
        if company.level
    )


def _worst(company: CompanyResult) -> tuple[str, ...]:
    """Screens of its three worst findings of at least 1, worst first."""
    bad = [finding for finding in company.findings if finding.severity]
    bad.sort(key=lambda finding: -(finding.severity or 0))
    return tuple(finding.screen for finding in bad[:3])
