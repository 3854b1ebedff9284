"""Links to sources: opened in the browser, only by a click, and only web addresses."""

import re

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from screener.domain.figure import Source
from screener.ui import labels, theme

_WEB = ("http", "https")
_LONG_WORD = re.compile(r"\S{24,}")
_BREAK_AFTER = re.compile(r"[/_.,&?=-]|\w{16}")


def is_web_address(text: str | None) -> bool:
    """True for an http or https address with a host; nothing else is ever opened."""
    if not text or any(mark.isspace() for mark in text):
        return False
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() in _WEB and bool(url.host())


def open_in_browser(address: str) -> bool:
    """Open a web address in the user's browser; anything else is refused. True when it was handed on."""
    return is_web_address(address) and QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


class SourceLink(QPushButton):
    """A link named by the source, shortened to the room there is; its tooltip shows the address."""

    def __init__(self, title: str, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.address = address
        self.setProperty("role", "link")
        self.setFont(theme.strong(theme.CAPTION_PX))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Open the source in the browser: {title}").format(title=title))
        labels.set_tooltip(self, f"{title}\n{address}")
        self.clicked.connect(lambda: open_in_browser(address))
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the title to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = max(60, self.width() - 8)
        text = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.setText(labels.escape_mnemonic(text))


def breakable(text: str) -> str:
    """`text` with places to break inside long words such as addresses, for narrow columns."""
    return _LONG_WORD.sub(lambda word: _BREAK_AFTER.sub("\\g<0>\u200b", word.group()), text)


def host_of(address: str) -> str:
    """The site of an address, for a short name; the address itself when it is none."""
    host = QUrl(address).host()
    return host.removeprefix("www.") or address


def source_words(source: Source) -> str:
    """The source's title with what it was read through."""
    if source.via is None:
        return source.title
    return QCoreApplication.translate("source_link", "{title}, read through {via}").format(
        title=source.title, via=source.via
    )
