"""The window is built from the last assessment before anything heavy, or not needed for it, is loaded."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pandas",
    "numpy",
    "yfinance",
    "pyqtgraph",
    "rustworkx",
    "jinja2",
    "curl_cffi",
    "websockets",
    "google.protobuf",
)

SCRIPT = """
import sys
from tests.ui.fake_workspace import FakeWorkspace
from screener.ui.application import Desk, create_application

application = create_application(["ringfence"])
desk = Desk(application, FakeWorkspace())
desk.window.painted.disconnect()
painted = []
desk.window.painted.connect(lambda: painted.append(True))
desk.window.show()
desk.window.show_panel("holdings")
while not painted:
    application.processEvents()
text = desk.window.panels["overview"].headline.text()
rows = desk.window.panels["holdings"].table.model.rowCount()
print(len(text) > 20, rows)
print(*[name for name in {heavy!r} if name in sys.modules])
desk.window.close()
desk.close()
"""


LATER = (
    "screener.cli",
    "screener.domain.assess",
    "screener.domain.concentration",
    "screener.domain.passages",
    "screener.domain.price_chart",
    "screener.domain.ring.loops",
    "screener.domain.screens",
    "screener.importers",
    "screener.providers.edgar",
    "screener.providers.failures",
    "screener.providers.snapshot",
    "screener.providers.yahoo",
    "screener.reports",
    "screener.services.closes",
    "screener.services.derived",
    "screener.services.filings",
    "screener.services.holdings",
    "screener.services.importing",
    "screener.services.quotes",
    "screener.services.rounds",
    "screener.services.statements",
    "screener.ui.delegates",
    "screener.ui.dialogs",
    "screener.ui.models",
    "screener.ui.panels.holdings",
    "screener.ui.plots",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "socket",
    "ssl",
)
"""Imported when the first request, judging, change or other panel wants them, with all they hold."""
KNOWN_AT_ONCE = (
    "screener.providers.edgar",
    "screener.providers.edgar.hosts",
    "screener.providers.yahoo",
    "screener.providers.yahoo.hosts",
)
"""Settings and filings name a source and its hosts before it is opened."""

WHOLE_START = """
import sys
from screener.services.opening import open_workspace
from screener.ui.application import Desk, create_application

application = create_application(["ringfence"])
with open_workspace(offline=False) as workspace:
    desk = Desk(application, workspace)
    desk.window.painted.disconnect()
    painted = []
    desk.window.painted.connect(lambda: painted.append(True))
    desk.window.show()
    while not painted:
        application.processEvents()
    print(len(desk.window.panels["overview"].headline.text()) > 20)
    print(*sys.modules)
    desk.window.close()
    desk.close()
"""


def test_the_first_paint_needs_no_data_library(tmp_path: Path) -> None:
    filled, loaded = _told(SCRIPT.format(heavy=HEAVY), tmp_path)
    assert filled == "True 14"
    assert loaded == ""


def test_the_first_paint_loads_no_source_no_shipped_facts_and_no_judging(tmp_path: Path) -> None:
    filled, loaded = _told(WHOLE_START, tmp_path)
    assert filled == "True"
    too_early = [
        name
        for name in loaded.split()
        if name not in KNOWN_AT_ONCE
        and any(name == later or name.startswith(f"{later}.") for later in (*HEAVY, *LATER))
    ]
    assert too_early == []


def _told(script: str, tmp_path: Path) -> list[str]:
    """What a process of its own prints that has no files but those it makes."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "RINGFENCE_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PATH": "",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
