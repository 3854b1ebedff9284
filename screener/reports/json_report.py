"""The assessment as JSON: the contract of the command line. Keys are added, never renamed."""

import json
from typing import Any

import msgspec

from screener.domain.assessment import Assessment, CompanyResult, PositionResult
from screener.domain.figure import Figure
from screener.domain.filings import FilingRef
from screener.domain.finding import Finding
from screener.reports.report import Exporter
from screener.wording import headline, high_end, label, sentence


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain values. Shares are fractions 0..1, dates ISO 8601."""
    exposure = assessment.exposure
    positions = {position.company for position in assessment.positions}
    held = [company for company in assessment.companies if company.weight > 0 or company.key in positions]
    return {
        "as_of": assessment.as_of.isoformat(),
        "made_at": assessment.made_at.isoformat(),
        "mode": assessment.mode,
        "opens_at": assessment.opens_at.isoformat() if assessment.opens_at else None,
        "mode_reason": sentence(assessment.mode_reason) if assessment.mode_reason else None,
        "base_currency": assessment.base_currency,
        "portfolio": {
            "name": assessment.portfolio_name,
            "is_sample": assessment.is_sample,
            "sentence": headline(exposure),
            "high_end": high_end(exposure, len(assessment.left_out)),
            "inside_low": float(exposure.inside_low),
            "inside_high": float(exposure.inside_high),
            "inside_firm": float(exposure.inside_firm),
            "tied_heavily": float(exposure.tied_heavily),
            "not_judged": float(exposure.not_judged),
            "n_eff": exposure.effective_n,
            "levels": {part.id: float(part.share) for part in exposure.levels},
            "roles": {part.id: float(part.share) for part in exposure.roles},
            "layers": {part.id: float(part.share) for part in exposure.layers},
            "findings": [_finding(finding) for finding in assessment.portfolio_findings],
        },
        "companies": [_company(company, assessment) for company in held],
        "positions": [_position(position) for position in assessment.positions],
        "watchlist": [_position(position) for position in assessment.watchlist],
        "funds": [
            {
                "symbol": fund.symbol,
                "name": fund.name,
                "weight": float(fund.weight),
                "covered": float(fund.covered),
                "as_of": fund.as_of.isoformat(),
                "inside_low": float(fund.inside_low),
                "inside_high": float(fund.inside_high),
                "source": fund.source.title,
            }
            for fund in assessment.funds
        ],
        "cash": float(exposure.cash),
        "unidentified": list(assessment.unidentified),
        "left_out": list(assessment.left_out),
        "rates": [
            {
                "pair": rate.pair,
                "rate": float(rate.rate),
                "as_of": rate.day.isoformat(),
                "source": rate.source.title,
            }
            for rate in assessment.rates
        ],
        "made_with": {
            "program": assessment.provenance.program,
            "ledger": assessment.provenance.ledger,
            "snapshot": assessment.provenance.snapshot,
            "thresholds": assessment.provenance.thresholds,
            "strength_floor": assessment.provenance.strength_floor,
            "sources": list(assessment.provenance.sources),
            "sensitivity": msgspec.to_builtins(assessment.sensitivity),
        },
    }


def _company(company: CompanyResult, assessment: Assessment) -> dict[str, Any]:
    standing = company.standing
    tie = standing.tie
    return {
        "symbol": company.symbol,
        "symbols": list(company.symbols),
        "name": company.name,
        "weight": float(company.weight),
        "direct": float(company.direct),
        "level": company.level,
        "coverage": company.coverage,
        "families": dict(company.family_levels),
        "ring": {
            "place": standing.place,
            "strength": standing.strength,
            "loops": [list(assessment.loops[index].entities) for index in standing.loops],
            "loop_strengths": [assessment.loops[index].strength for index in standing.loops],
            "records": standing.records,
            "best_source": standing.best_tier,
            "reason": sentence(standing.reason),
            "basis": standing.basis,
            "reviewed_on": standing.reviewed_on.isoformat() if standing.reviewed_on else None,
            "tie": {
                "grade": tie.grade,
                "share": float(tie.share.value) if tie.share else None,
                "measure": tie.measure,
                "as_of": tie.share.as_of.isoformat() if tie.share else None,
                "source": tie.share.source.title if tie.share else None,
                "url": tie.share.source.url if tie.share else None,
            },
        },
        "tags": [tag for tag in (company.role, company.layer, *company.tags) if tag],
        "role": company.role,
        "layer": company.layer,
        "role_edited": company.role_edited,
        "filings": [_filing(filing) for filing in company.filings],
        "figures": [_figure(figure) for figure in company.facts],
        "differences": [sentence(message) for message in company.differences],
        "findings": [_finding(finding) for finding in company.findings],
    }


def _filing(filing: FilingRef) -> dict[str, Any]:
    return {
        "form": filing.form,
        "filed": filing.filed.isoformat(),
        "period": filing.period.isoformat() if filing.period else None,
        "url": filing.url,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    worded = sentence(finding.message)
    thresholds = finding.thresholds
    return {
        "screen": finding.screen,
        "family": finding.family,
        "core": finding.core,
        "state": finding.state,
        "severity": finding.severity,
        "reason": worded if finding.state != "known" else None,
        "sentence": worded,
        "value": float(finding.value.value) if finding.value else None,
        "unit": finding.value.unit.value if finding.value else None,
        "old": finding.old,
        "figures": [_figure(figure) for figure in finding.figures],
        "thresholds": {
            "steps": list(thresholds.steps),
            "above": thresholds.above,
            "unit": thresholds.unit.value,
            "origin": sentence(thresholds.origin),
            "judgement": thresholds.judgement,
        }
        if thresholds
        else None,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": float(figure.value),
        "unit": figure.unit.value,
        "currency": figure.currency,
        "period": figure.period,
        "as_of": figure.as_of.isoformat(),
        "source": figure.source.title,
        "url": figure.source.url,
        "via": figure.source.via,
        "old": figure.old,
        "note": figure.note,
        "made_from": list(figure.inputs),
    }


def _position(position: PositionResult) -> dict[str, Any]:
    price = position.price
    worth = position.value
    told = position.extended
    return {
        "symbol": position.symbol,
        "name": position.name,
        "kind": position.kind,
        "quantity": f"{position.quantity:f}" if position.quantity is not None else None,
        "weight": float(position.weight) if position.weight is not None else None,
        "price": _figure(price) if isinstance(price, Figure) else None,
        "price_origin": position.price_origin,
        "price_note": None if isinstance(price, Figure) else sentence(price.reason),
        "value": float(worth.value) if isinstance(worth, Figure) else None,
        "quoted_at": position.quoted_at.isoformat() if position.quoted_at else None,
        "market": position.market_state or "unknown",
        "extended": {
            "session": told.session,
            "price": float(told.price),
            "at": told.at.isoformat(),
            "change": float(told.change_fraction) if told.change_fraction is not None else None,
        }
        if told
        else None,
        "identified": position.identified,
        "company": position.company,
        "notes": [sentence(note) for note in position.notes],
    }


def render(assessment: Assessment) -> str:
    """The assessment as indented JSON text."""
    return json.dumps(as_dict(assessment), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


JSON = Exporter(".json", label("format", "json"), render)
