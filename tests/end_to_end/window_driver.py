"""Runs the real window in its own process and tells what it shows, a JSON line a change.

Reads commands from stdin: "refresh" asks for quotes now, "quit" closes the window.
"""

import json
import sys
import threading
import time

from PySide6.QtCore import QObject, Signal

from screener.services.opening import open_workspace
from screener.ui.application import Desk, create_application

STARTED = float(sys.argv[1])


class Commands(QObject):
    given = Signal(str)


def main() -> int:
    application = create_application(())
    workspace = open_workspace(offline=False)
    desk = Desk(application, workspace)
    session = desk.session

    def tell(kind: str) -> None:
        assessment = session.assessment
        prices = {} if assessment is None else {row.symbol: row for row in assessment.positions}
        nvidia = prices.get("NVDA")
        line = {
            "kind": kind,
            "after": time.time() - STARTED,
            "badge": session.freshness.mode,
            "reason": session.freshness.reason,
            "mode": assessment.mode if assessment else None,
            "origin": nvidia.price_origin if nvidia else None,
            "price": float(nvidia.price.value) if nvidia and hasattr(nvidia.price, "value") else None,
            "busy": session.busy,
            "alerts": len([alert for alert in workspace.alerts() if alert.kind == "alert"]),
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def obey(word: str) -> None:
        if word == "refresh":
            session.refresh()
        else:
            desk.window.close()
            application.quit()

    commands = Commands()
    commands.given.connect(obey)

    def listen() -> None:
        for line in sys.stdin:
            commands.given.emit(line.strip())

    threading.Thread(target=listen, daemon=True).start()
    session.busy_changed.connect(lambda busy: None if busy else tell("settled"))
    desk.show(lambda: tell("painted"))
    code = application.exec()
    desk.close()
    workspace.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
