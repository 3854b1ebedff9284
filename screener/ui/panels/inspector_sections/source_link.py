"""Links to sources: opened in the browser, only by a click, and only web addresses."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from screener.domain.figure import Source
from screener.ui import labels

_WEB = ("http", "https")


def is_web_address(text: str | None) -> bool:
    """True for an http or https address with a host; nothing else is ever opened."""
    if not text or any(mark.isspace() for mark in text):
        return False
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() in _WEB and bool(url.host())


def open_in_browser(address: str) -> bool:
    """Open a web address in the user's browser; anything else is refused. True when it was handed on."""
    return is_web_address(address) and QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


def source_link(title: str, address: str) -> QPushButton:
    """A link named by the source; its tooltip shows the address before anyone clicks."""
    made = labels.link(title, lambda: open_in_browser(address))
    made.setAccessibleName(
        QCoreApplication.translate("source_link", "Open the source in the browser: {title}").format(
            title=title
        )
    )
    labels.set_tooltip(made, address)
    return made


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
