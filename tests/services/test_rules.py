"""The user's own rules at work: steps, screens switched off, tags and roles, seen in what is judged."""

import json
from pathlib import Path

import pytest

from screener.domain.assessment import CompanyResult
from screener.domain.screen import SCREENS
from screener.errors import BadInput, StorageError
from screener.services.holding_input import HoldingDraft
from screener.services.workspace import Workspace
from tests.builders.desks import START, ScriptedSource, desk
from tests.fakes.clocks import Clocks

LOW_PE = (5.0, 10.0, 15.0, 20.0)


@pytest.fixture
def source() -> ScriptedSource:
    return ScriptedSource(Clocks(START))


def judged(workspace: Workspace, key: str) -> CompanyResult:
    company = workspace.assess().company(key)
    assert company is not None
    return company


def severity(company: CompanyResult, screen: str) -> int | None:
    finding = company.finding(screen)
    return None if finding is None else finding.severity


# ---------------------------------------------------------------- thresholds


def test_a_moved_step_is_judged_by_at_once_and_under_another_id(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        before = judged(workspace, "nvidia")
        assert severity(before, "pe_ttm") == 1
        workspace.set_threshold("pe_ttm", LOW_PE)
        after = judged(workspace, "nvidia")
        assert severity(after, "pe_ttm") == 4
        found = after.finding("pe_ttm")
        assert found is not None
        assert found.thresholds is not None
        assert (found.thresholds.steps, found.thresholds.origin.id) == (LOW_PE, "origin.user")
        last = workspace.last
        assert last is not None
        assert last.provenance.thresholds == workspace.threshold_set_id() != "ringfence-1"
        workspace.reset_thresholds("pe_ttm")
        assert judged(workspace, "nvidia") == before
        assert workspace.threshold_set_id() == "ringfence-1"


def test_a_screen_switched_off_is_gone_from_findings_levels_and_reports(
    source: ScriptedSource, tmp_path: Path
) -> None:
    with desk(source, offline=True) as workspace:
        before = judged(workspace, "nvidia")
        assert severity(before, "top_customer") == 2
        for screen in SCREENS:
            if screen.family == "concentration":
                workspace.switch_screen(screen.id, False)
        after = judged(workspace, "nvidia")
        assert after.finding("top_customer") is None
        assert after.family_levels["concentration"] is None
        assert (after.known_core, after.applicable_core) == (
            before.known_core - 1,
            before.applicable_core - 1,
        )
        report = json.loads(workspace.export(tmp_path / "report.json").read_text(encoding="utf-8"))
        screens = {found["screen"] for company in report["companies"] for found in company["findings"]}
        assert "top_customer" not in screens
        assert "pe_ttm" in screens
        assert report["made_with"]["thresholds"] == workspace.threshold_set_id()
        assert "Largest customer" not in workspace.export(tmp_path / "report.html").read_text(
            encoding="utf-8"
        )
        workspace.switch_screen("top_customer", True)
        assert severity(judged(workspace, "nvidia"), "top_customer") == 2


def test_the_spread_of_the_portfolio_has_steps_and_a_switch_too(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        by_screen = {one.screen: one.severity for one in workspace.assess().portfolio_findings}
        assert by_screen["effective_n"] is not None
        workspace.set_threshold("effective_n", (1000.0, 900.0, 800.0, 700.0))
        by_screen = {one.screen: one.severity for one in workspace.assess().portfolio_findings}
        assert by_screen["effective_n"] == 4
        workspace.switch_screen("effective_n", False)
        assert "effective_n" not in {one.screen for one in workspace.assess().portfolio_findings}


def test_another_threshold_never_alerts(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
        workspace.set_threshold("pe_ttm", LOW_PE)
        source.clocks.advance(30)
        outcome = workspace.refresh()
        assert outcome.alerts == ()
        assert ("NVDA", "pe_ttm") in {(one.symbol, one.screen) for one in outcome.data_changed}
        workspace.switch_screen("debt_equity", False)
        workspace.switch_screen("debt_equity", True)
        workspace.reset_thresholds()
        source.clocks.advance(30)
        assert workspace.refresh().alerts == ()
        assert workspace.unread_alerts() == 0


def test_a_set_is_carried_to_another_desk_in_a_file(
    source: ScriptedSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "strict.json"
    with desk(source, offline=True) as workspace:
        workspace.set_threshold("pe_ttm", LOW_PE)
        workspace.switch_screen("beneish", False)
        assert workspace.export_thresholds(file) == file
        made = workspace.threshold_set_id()
        with pytest.raises(StorageError, match="cannot be written"):
            workspace.export_thresholds(tmp_path / "nowhere" / "set.json")
    monkeypatch.setenv("RINGFENCE_HOME", str(tmp_path / "another"))
    with desk(source, offline=True) as workspace:
        workspace.import_thresholds(file)
        assert workspace.threshold_set_id() == made
        assert {one.screen for one in workspace.thresholds() if one.changed or not one.on} == {
            "pe_ttm",
            "beneish",
        }
    with desk(source, offline=True) as workspace:
        assert workspace.threshold_set_id() == made, "and is there at the next start"


def test_how_firm_the_levels_are_is_measured_by_the_steps_in_force(
    source: ScriptedSource, tmp_path: Path
) -> None:
    with desk(source, offline=True) as workspace:
        shipped = workspace.sensitivity()
        assert shipped.companies > 40
        assert 0 < shipped.stricter < 1
        assert (
            max(shipped.stricter, shipped.looser)
            <= shipped.either
            <= shipped.stricter + shipped.looser + 1e-9
        )
        assert workspace.assess().sensitivity == shipped
        for screen in SCREENS:
            workspace.switch_screen(screen.id, screen.id == "ring_place")
        bare = workspace.sensitivity()
        assert (bare.stricter, bare.looser) == (0, 0), "places in the ring are not moved by a fifth"
        workspace.reset_thresholds()
        workspace.assess()
        report = json.loads(workspace.export(tmp_path / "report.json").read_text(encoding="utf-8"))
        assert report["made_with"]["sensitivity"] == {
            "companies": shipped.companies,
            "move": 0.2,
            "stricter": shipped.stricter,
            "looser": shipped.looser,
            "either": shipped.either,
        }
        page = workspace.export(tmp_path / "report.html").read_text(encoding="utf-8")
        assert f"Of {shipped.companies} shipped companies with a level" in page
        assert "20% earlier" in page


# ---------------------------------------------------------------- tags and roles


def test_tags_are_shown_with_the_company_exported_and_kept(source: ScriptedSource, tmp_path: Path) -> None:
    with desk(source, offline=True) as workspace:
        workspace.assess()
        workspace.set_tags("nvidia", ["Core", "long term"])
        assert workspace.tags("nvidia") == ("Core", "long term")
        assert workspace.tags("ko") == ()
        assert judged(workspace, "nvidia").tags == ("Core", "long term")
        report = json.loads(workspace.export(tmp_path / "report.json").read_text(encoding="utf-8"))
        (nvidia,) = [company for company in report["companies"] if company["symbol"] == "NVDA"]
        assert nvidia["tags"] == ["fuel", "compute", "Core", "long term"]
        assert "Core, long term" in workspace.export(tmp_path / "r.html").read_text(encoding="utf-8")
        assert workspace.can_undo == "Tags of NVDA"
    with desk(source, offline=True) as workspace:
        assert workspace.all_tags() == ("Core", "long term")
        assert workspace.undo() == "Tags of NVDA"
        assert workspace.all_tags() == ()


def test_an_edited_role_moves_the_money_to_it_and_says_whose_word_it_is(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        workspace.create("Mine", "USD")
        workspace.add_holding(HoldingDraft("NVDA", "1"))
        assert {part.id for part in workspace.assess().exposure.roles} == {"fuel"}
        workspace.set_role("nvidia", "engine", "cloud")
        changed = workspace.assess()
        company = changed.company("nvidia")
        assert company is not None
        assert (company.role, company.layer, company.role_edited) == ("engine", "cloud", True)
        assert {part.id for part in changed.exposure.roles} == {"engine"}
        assert {part.id for part in changed.exposure.layers} == {"cloud"}
        assert changed.entity_roles["nvidia"] == "engine"
        workspace.set_role("nvidia", "", None)
        company = judged(workspace, "nvidia")
        assert (company.role, company.layer) == (None, "compute")
        workspace.set_role("nvidia", None, None)
        company = judged(workspace, "nvidia")
        assert (company.role, company.role_edited) == ("fuel", False)


def test_an_edited_role_is_no_reason_for_an_alert(source: ScriptedSource) -> None:
    with desk(source) as workspace:
        workspace.refresh()
        for key in ("nvidia", "ko", "microsoft"):
            workspace.set_role(key, "neocloud", "cloud")
        source.clocks.advance(30)
        assert workspace.refresh().alerts == ()


def test_a_company_nobody_shipped_can_be_tagged(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        workspace.assess()
        workspace.set_tags("symbol:ABCX", ["look up"])
        workspace.set_role("symbol:ABCX", "data", None)
        company = judged(workspace, "symbol:ABCX")
        assert (company.tags, company.role) == (("look up",), "data")
        assert workspace.can_undo == "Role of ABCX"


def test_what_cannot_be_a_role_is_refused(source: ScriptedSource) -> None:
    with desk(source, offline=True) as workspace:
        with pytest.raises(BadInput, match="is not a role"):
            workspace.set_role("nvidia", "wizard", None)
        assert set(workspace.roles()) >= {"fuel", "gear", "engine"}
        assert set(workspace.layers()) == {"compute", "cloud", "data", "application"}


# ---------------------------------------------------------------- what need not be done again


def test_another_step_prepares_nothing_anew(source: ScriptedSource, monkeypatch: pytest.MonkeyPatch) -> None:
    from screener.domain import frames

    built: list[int] = []
    build = frames.build

    def counted(*arguments: object) -> frames.CompanyFrame:
        built.append(1)
        return build(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(frames, "build", counted)
    with desk(source, offline=True) as workspace:
        first = workspace.assess()
        before = len(built)
        workspace.set_threshold("pe_ttm", LOW_PE)
        second = workspace.assess()
        assert len(built) == before
        assert first.company("nvidia") != second.company("nvidia")
        workspace.set_tags("nvidia", ["Core"])
        workspace.assess()
        assert len(built) == before + 1
