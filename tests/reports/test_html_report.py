"""The .html report: one page that shows everything, runs nothing and loads nothing."""

from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from screener.domain.assessment import Assessment
from screener.domain.figure import Source
from screener.reports import EXPORTERS
from screener.reports.html_report import HTML
from screener.reports.report import exporter_for
from tests.builders.assessments import empty_assessment, sample_assessment
from tests.builders.changes import changed_company
from tests.reports.conftest import PAYLOAD

LOADING = {
    "script",
    "img",
    "link",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "source",
    "base",
    "form",
}
VOID = {"meta", "br", "hr", "input"}


class Page(HTMLParser):
    """The tags, attributes and texts of a page; `open_tags` are those never closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open_tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture
def page() -> Page:
    return Page(HTML.render(sample_assessment()))


def test_the_page_is_whole_and_shows_every_holding(page: Page) -> None:
    assert page.open_tags == []
    sample = sample_assessment()
    for position in sample.positions:
        assert position.symbol in page.text
        assert position.name in page.text
    for company in sample.companies:
        assert company.name in page.text
    assert "Sample portfolio" in page.text
    assert "not fraud" in page.text


def test_the_page_loads_nothing(page: Page) -> None:
    html = HTML.render(sample_assessment())
    assert LOADING & set(page.tags) == set()
    assert {name for name, _ in page.attributes} & {"src", "srcset", "action", "background"} == set()
    assert "url(" not in html
    assert "@import" not in html
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_a_figure_leads_to_its_source_and_only_to_the_web() -> None:
    sample = sample_assessment()
    company = next(one for one in sample.companies if any(finding.figures for finding in one.findings))

    def linked(url: str) -> Page:
        source = Source("SEC 10-Q", url=url, via="a data set")
        findings = tuple(
            msgspec.structs.replace(
                finding,
                figures=tuple(msgspec.structs.replace(figure, source=source) for figure in finding.figures),
            )
            for finding in company.findings
        )
        return Page(HTML.render(changed_company(sample, company.key, findings=findings)))

    page = linked("https://www.sec.gov/x?a=1&b=2")
    assert ("href", "https://www.sec.gov/x?a=1&b=2") in page.attributes
    assert ("rel", "noopener noreferrer") in page.attributes
    assert "SEC 10-Q ; read through a data set" in page.text
    for bad in ("javascript:alert(1)", "file:///etc/passwd", 'https://x" onclick="y', "data:text/html,x"):
        assert not any(name == "href" and value == bad for name, value in linked(bad).attributes)
        assert not any(name.startswith("on") for name, _ in linked(bad).attributes)


def test_whatever_a_text_holds_is_shown_as_text(attacked: Assessment) -> None:
    html = HTML.render(attacked)
    page = Page(html)
    assert page.open_tags == []
    assert LOADING & set(page.tags) == set()
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert not any("evil" in value for _, value in page.attributes)
    assert page.text.count(PAYLOAD) >= 50
    assert "<img" not in html


def test_an_empty_portfolio_has_a_page() -> None:
    page = Page(HTML.render(empty_assessment()))
    assert page.open_tags == []
    assert "My portfolio" in page.text


def test_an_old_figure_and_one_not_known_look_different(page: Page) -> None:
    classes = {word for name, value in page.attributes if name == "class" for word in value.split()}
    assert {"level-x", "level-4", "inside", "unseen"} <= classes


def test_it_is_found_by_its_suffix() -> None:
    assert exporter_for(Path("Summary.HTML"), EXPORTERS) is HTML
    assert HTML.suffix == ".html"
