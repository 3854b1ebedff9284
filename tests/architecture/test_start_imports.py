"""The window is built from the last assessment before anything heavy is loaded."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "numpy", "yfinance", "pyqtgraph", "rustworkx", "jinja2", "curl_cffi")

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


def test_the_first_paint_needs_no_data_library(tmp_path: Path) -> None:
    script = SCRIPT.format(heavy=HEAVY)
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
    filled, loaded = done.stdout.splitlines()
    assert filled == "True 14"
    assert loaded == ""
