"""Every panel gets the same ugly inputs: nothing, one row, everything unknown, hostile names."""

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from screener.domain.assessment import Assessment
from screener.domain.figure import Unknown
from screener.domain.message import Message
from screener.ui.panels import PANELS
from tests.builders.assessments import empty_assessment, sample_assessment

replace = msgspec.structs.replace
NASTY = '<img src="/etc/passwd"> & \u202e evil \U0001f4a9' + "x" * 300


def _one_row() -> Assessment:
    made = sample_assessment()
    return replace(made, positions=made.positions[:1], watchlist=(), matters=(), funds=())


def _all_unknown() -> Assessment:
    made = sample_assessment()
    unknown = Unknown(Message("no_price_found"))
    rows = tuple(
        replace(
            row, price=unknown, value=unknown, change=None, weight=None, price_origin="none", quoted_at=None
        )
        for row in made.positions
    )
    companies = tuple(
        replace(
            company,
            level=None,
            coverage=None,
            role=None,
            layer=None,
            findings=tuple(
                replace(each, state="unknown", severity=None, value=None, figures=(), thresholds=None)
                for each in company.findings
            ),
            standing=replace(company.standing, place="not_known", strength=None, loops=(), records=0),
            family_levels=dict.fromkeys(company.family_levels),
        )
        for company in made.companies
    )
    exposure = replace(made.exposure, effective_n=None, roles=(), layers=(), levels=())
    return replace(made, positions=rows, companies=companies, exposure=exposure, matters=(), mode="snapshot")


def _hostile() -> Assessment:
    made = sample_assessment()
    rows = tuple(replace(row, name=NASTY, symbol=f"{NASTY}{n}") for n, row in enumerate(made.positions))
    companies = tuple(replace(company, name=NASTY, symbol=NASTY) for company in made.companies)
    return replace(made, positions=rows, companies=companies, portfolio_name=NASTY, unidentified=(NASTY,))


INPUTS = {"empty": empty_assessment, "one row": _one_row, "all unknown": _all_unknown, "hostile": _hostile}


@pytest.mark.parametrize("entry", PANELS, ids=lambda entry: entry.id)
@pytest.mark.parametrize("kind", INPUTS)
def test_a_panel_shows_whatever_comes(qtbot, session, entry, kind: str) -> None:
    panel = entry.make(session)
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    session._take(INPUTS[kind]())
    assert not panel.grab().isNull()
    session._take(sample_assessment())
    assert panel.state_text == ""
    assert not panel.grab().isNull()
    panel.hide()


@pytest.mark.parametrize("kind", INPUTS)
def test_the_window_around_them_too(qtbot, window: QWidget, kind: str) -> None:
    window.session._take(INPUTS[kind]())
    window.session.select("company", "oracle")
    assert not window.grab().isNull()
