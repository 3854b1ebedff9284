"""The panels of the window, in the order of the navigation.

When adding a panel: write one file here and add one line to `PANELS`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from screener.ui.panel import Panel
    from screener.ui.session import Session


class PanelEntry(NamedTuple):
    """A panel's id, untranslated title and class; the module is imported when it is first shown."""

    id: str
    title: str
    module: str
    class_name: str

    def translated_title(self) -> str:
        """The title in the current language."""
        return QCoreApplication.translate("PANELS", self.title)

    def make(self, session: "Session") -> "Panel":
        """Import the module and make the panel."""
        made: Panel = getattr(import_module(self.module), self.class_name)(session)
        return made


PANELS: tuple[PanelEntry, ...] = (
    PanelEntry("overview", "Overview", "screener.ui.panels.overview", "OverviewPanel"),
    PanelEntry("holdings", "Holdings", "screener.ui.panels.holdings", "HoldingsPanel"),
    PanelEntry("ring", "Ring", "screener.ui.panels.ring", "RingPanel"),
    PanelEntry("watch", "Watch", "screener.ui.panels.watch", "WatchPanel"),
    PanelEntry("settings", "Settings", "screener.ui.panels.settings", "SettingsPanel"),
)
