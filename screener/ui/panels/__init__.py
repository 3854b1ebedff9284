"""The panels of the window, in the order of the navigation.

When adding a panel: write one file here and add one line to `PANELS`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from screener.translation import translate

if TYPE_CHECKING:
    from screener.ui.panel import Panel
    from screener.ui.session import Session


class PanelEntry(NamedTuple):
    """A panel's id, its title in the current language, and its class.

    The module is imported when the panel is first shown.
    """

    id: str
    title: Callable[[], str]
    module: str
    class_name: str

    def make(self, session: "Session") -> "Panel":
        """Import the module and make the panel."""
        made: Panel = getattr(import_module(self.module), self.class_name)(session)
        return made


PANELS: tuple[PanelEntry, ...] = (
    PanelEntry(
        "overview", lambda: translate("Panels", "Overview"), "screener.ui.panels.overview", "OverviewPanel"
    ),
    PanelEntry(
        "holdings", lambda: translate("Panels", "Holdings"), "screener.ui.panels.holdings", "HoldingsPanel"
    ),
    PanelEntry("ring", lambda: translate("Panels", "Ring"), "screener.ui.panels.ring", "RingPanel"),
    PanelEntry("watch", lambda: translate("Panels", "Watch"), "screener.ui.panels.watch", "WatchPanel"),
    PanelEntry("ledger", lambda: translate("Panels", "Ledger"), "screener.ui.panels.ledger", "LedgerPanel"),
    PanelEntry(
        "settings", lambda: translate("Panels", "Settings"), "screener.ui.panels.settings", "SettingsPanel"
    ),
)
