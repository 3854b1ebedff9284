"""What `dev.py run` and `dev.py test` do once set-up is done."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


class Recorder:
    """Stands in for starting the app: remembers each call, answers with the codes it was given."""

    def __init__(self, *codes: int) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.offscreen: list[bool] = []
        self._codes = list(codes)

    def __call__(self, *arguments: str, **environment: str) -> int:
        self.calls.append(arguments)
        self.offscreen.append(environment.get("QT_QPA_PLATFORM") == "offscreen")
        for name in arguments:
            if name.endswith((".html", ".png")):
                Path(name).write_text("written", encoding="utf-8")
        return self._codes.pop(0) if self._codes else 0


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module("dev")
    monkeypatch.setattr(module, "prepare", lambda **_: None)
    monkeypatch.setattr(module.native, "ensure", lambda **_: None)
    monkeypatch.setattr(module.native, "has_display", lambda: False)
    return module


def started(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *codes: int) -> Recorder:
    recorder = Recorder(*codes)
    monkeypatch.setattr(dev, "_screener", recorder)
    return recorder


def test_without_a_display_everything_is_printed_and_written(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = started(dev, monkeypatch)
    assert dev.run([]) == 0
    assert app.calls == [
        ("screen",),
        ("export", "--to", str(tmp_path / "ringfence-report.html"), "--offline"),
        ("--snapshot", str(tmp_path / "ringfence-window.png"), "--offline"),
    ]
    assert app.offscreen == [False, False, True]
    said = capsys.readouterr().err
    assert "no display" in said
    assert "Written" not in said, "each step says so itself"


def test_offline_is_passed_to_every_step(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    app = started(dev, monkeypatch)
    assert dev.run(["--offline"]) == 0
    assert len(app.calls) == 3
    assert all(call[-1] == "--offline" for call in app.calls)


def test_a_failing_step_is_told_by_the_exit_code(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    app = started(dev, monkeypatch, 0, 3, 0)
    assert dev.run([]) == 3
    assert len(app.calls) == 3


def test_without_qt_libraries_there_is_still_a_report_and_the_command_to_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = started(dev, monkeypatch)
    monkeypatch.setattr(dev.native, "ensure", lambda **_: "Qt lacks libEGL. Please run: sudo get it")
    assert dev.run([]) == 0
    assert [call[0] for call in app.calls] == ["screen", "export"]
    assert "sudo get it" in capsys.readouterr().err


def test_with_a_display_the_window_opens_with_the_arguments(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.native, "has_display", lambda: True)
    app = started(dev, monkeypatch)
    assert dev.run(["--offline"]) == 0
    assert app.calls == [("--offline",)]


def test_a_window_without_its_libraries_is_refused_with_the_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.native, "has_display", lambda: True)
    monkeypatch.setattr(dev.native, "ensure", lambda **_: "Qt lacks libEGL. Please run: sudo get it")
    monkeypatch.setattr("sys.argv", ["dev.py", "run"])
    app = started(dev, monkeypatch)
    assert dev.main() == 1
    assert app.calls == []
    assert capsys.readouterr().err.strip() == "Qt lacks libEGL. Please run: sudo get it"


def test_a_command_of_the_app_is_passed_through(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    app = started(dev, monkeypatch, 2)
    assert dev.run(["import", "positions.csv"]) == 2
    assert app.calls == [("import", "positions.csv")]


@pytest.mark.parametrize(
    ("failing", "tests_pass", "code"), [(None, True, 0), ("mypy", True, 1), (None, False, 1)]
)
def test_test_fails_if_any_check_fails_and_ends_with_the_count(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: str | None,
    tests_pass: bool,
    code: int,
) -> None:
    monkeypatch.setattr(dev, "_tool", lambda name, *_: name != failing)
    monkeypatch.setattr(dev, "_pytest", lambda _: (tests_pass, "== 7 passed in 1.00s =="))
    assert dev.test([]) == code
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[-1] == "== 7 passed in 1.00s =="
    assert ("mypy: FAILED" in lines) is (failing == "mypy")
