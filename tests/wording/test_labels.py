"""Everything that has an id has a name."""

from typing import Any, get_args

import pytest

from screener.domain import assessment, company, fields, figure, finding, security
from screener.domain.ring import deal
from screener.wording.labels import LABELS, in_sentence, is_labelled, label

CLOSED: dict[str, tuple[Any, ...]] = {
    "family": finding.FAMILIES,
    "state": get_args(finding.State),
    "place": get_args(assessment.Place),
    "grade": get_args(assessment.Grade),
    "mode": get_args(assessment.Mode),
    "colour": get_args(assessment.Colour),
    "price_origin": get_args(assessment.PriceOrigin),
    "strength": get_args(deal.Strength),
    "leg": get_args(deal.Leg),
    "status": get_args(deal.Status),
    "measure": (*get_args(company.Measure), "vendor_financing"),
    "business": get_args(company.Business),
    "tier": get_args(figure.Tier),
    "kind": security.KINDS,
    "field": tuple(fields.FIELDS),
    "period": get_args(fields.PeriodKind),
    "provenance": tuple(assessment.Provenance.__struct_fields__),
    "level": ("0", "1", "2", "3", "4", "not_rated", "cash"),
}


@pytest.mark.parametrize("kind", sorted(CLOSED))
def test_every_id_has_a_name(kind: str) -> None:
    assert [one for one in CLOSED[kind] if not is_labelled(kind, one)] == []


def test_names_of_one_kind_differ() -> None:
    for kind, names in LABELS.items():
        assert len(set(names.values())) == len(names), kind


def test_an_id_without_a_name_is_its_own_name() -> None:
    assert label("role", "fuel") == "Fuel"
    assert label("role", "something new") == "something new"
    assert label("no such kind", "x") == "x"


def test_inside_a_sentence_a_name_loses_its_capital_unless_it_is_an_abbreviation() -> None:
    assert [in_sentence(text) for text in ("Net income", "EBITDA", "P/E", "")] == [
        "net income",
        "EBITDA",
        "P/E",
        "",
    ]


def test_a_measure_called_after_a_person_keeps_its_capital_inside_a_sentence() -> None:
    assert [in_sentence(each) for each in ("Beneish M", "Altman Z''", "Net income")] == [
        "Beneish M",
        "Altman Z''",
        "net income",
    ]
