"""The .csv report: numbers stay numbers, nothing becomes a formula, every text comes back."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screener.domain.assessment import Assessment
from screener.domain.figure import Figure
from screener.importers.records import undisguised
from screener.reports.csv_report import CSV, rows
from screener.reports.report import guarded
from tests.builders.assessments import empty_assessment, sample_assessment
from tests.builders.changes import changed_company, the_company
from tests.reports.conftest import FORMULA

DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]


def table(assessment: Assessment) -> list[list[str]]:
    text = CSV.render(assessment)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdecimal()


def unguarded(text: str) -> str:
    """What a reader of our files does: one quote off a text that was guarded."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(tuple(DANGEROUS))
    return text[1:] if is_guarded else text


def test_one_row_a_company_under_one_header() -> None:
    header, *body = table(sample_assessment())
    companies = [row for row in body if len(row) == len(header)]
    assert [row[0] for row in companies] == [company.symbol for company in sample_assessment().companies]
    assert len(set(header)) == len(header)
    nvidia = dict(zip(header, companies[0], strict=True))
    assert float(nvidia["weight"]) == pytest.approx(0.182)
    assert (nvidia["place"], nvidia["strength"]) == ("inside", "firm")
    assert nvidia["pe_ttm_severity"] in "01234"
    assert body[-1] == ["Circular is not fraud; nothing here is advice."]


def test_a_row_says_which_price_rules_and_sources_it_rests_on() -> None:
    sample = sample_assessment()
    header, first, *_ = table(sample)
    nvidia = dict(zip(header, first, strict=True))
    position = next(one for one in sample.positions if one.company == sample.companies[0].key)
    assert isinstance(position.price, Figure)
    assert nvidia["price"] == f"{position.price.value:f}"
    assert (nvidia["price_currency"], nvidia["price_as_of"]) == ("USD", position.price.as_of.isoformat())
    assert nvidia["base_currency"] == sample.base_currency
    assert (nvidia["thresholds"], nvidia["ledger"]) == (
        sample.provenance.thresholds,
        sample.provenance.ledger,
    )
    finding = sample.companies[0].finding("pe_ttm")
    assert finding is not None
    assert nvidia["pe_ttm_as_of"] == min(figure.as_of for figure in finding.figures).isoformat()
    assert nvidia["pe_ttm_source"]


def test_not_known_is_a_mark_and_never_a_number() -> None:
    header, *body = table(sample_assessment())
    microsoft = dict(zip(header, body[1], strict=True))
    assert (microsoft["top_customer_severity"], microsoft["top_customer_value"]) == ("?", "?")
    assert microsoft["top_customer_sentence"]


def test_a_negative_number_stays_a_number() -> None:
    header, *body = table(sample_assessment())
    coreweave = dict(zip(header, body[5], strict=True))
    assert float(coreweave["pe_ttm_value"]) == -2.31


def test_screens_that_only_some_companies_have_get_their_columns() -> None:
    sample = sample_assessment()
    fewer = changed_company(sample, "nvidia", findings=the_company(sample, "nvidia").findings[:1])
    assert rows(fewer)[0] == rows(sample)[0]
    assert {len(row) for row in rows(fewer)} == {len(rows(sample)[0])}


def test_an_empty_portfolio_has_a_header() -> None:
    assert table(empty_assessment())[0][0] == "symbol"


def test_no_cell_is_a_formula(with_formulas: Assessment) -> None:
    cells = [cell for row in table(with_formulas) for cell in row]
    assert f"'{FORMULA}" in cells
    for cell in cells:
        assert not cell.startswith(tuple(DANGEROUS)) or is_number(cell)


@pytest.mark.parametrize("sign", DANGEROUS)
def test_each_dangerous_beginning_is_guarded(sign: str) -> None:
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"
    assert guarded(f"'{sign}1+1") == f"''{sign}1+1"


@pytest.mark.parametrize("text", ["-2.31", "+5", "0.5", "", "NVDA", "a=b", "'quoted'", "Crédit −1"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.one_of(texts, st.builds(str.__add__, st.sampled_from(["'", "''", *DANGEROUS]), texts)))
@example("'=x")
@example("''=x")
@example("-2+3")
@example("'-5")
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([guarded(text), "end"])
    (cell, end), *_ = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert end == "end"
    assert not cell.startswith(tuple(DANGEROUS)) or is_number(cell)
    assert unguarded(cell) == text


@given(st.from_regex(r"'{0,2}[=+\-@＝＋－＠][^\s']{1,10}", fullmatch=True))
def test_the_importer_takes_the_guard_off_again(text: str) -> None:
    if not is_number(text):
        assert undisguised(guarded(text)) == text
