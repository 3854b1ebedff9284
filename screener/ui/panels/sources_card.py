"""Who may be asked over the network: every host with what it is told, how that went, and its switch."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from screener.ui import formats, labels
from screener.ui.panel import Card

if TYPE_CHECKING:
    from screener.services.sources import HostInfo
    from screener.ui.session import Session


class SourcesCard(Card):
    """One row a host. A switch takes effect with the next request."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Sources: who is asked over the network"))
        self.body.addWidget(self.title)
        self._session = session
        self.offline = labels.label(self.tr("Ringfence runs offline: nobody is asked."), "quiet", wrap=True)
        self.body.addWidget(self.offline)
        self.offline.setVisible(session.workspace.offline)
        self.statements = labels.label("", "quiet", wrap=True)
        self.body.addWidget(self.statements)
        self.switches: dict[str, QCheckBox] = {}
        self._states: dict[str, QLabel] = {}
        self.show_hosts()
        self.calendars = labels.label("", "quiet", wrap=True, selectable=True)
        self.calendars.hide()
        self.body.addWidget(self.calendars)

    def showEvent(self, event: QShowEvent) -> None:
        """Say which calendars of trading days end soon; they are read when this is first seen."""
        super().showEvent(event)
        text = "\n".join(self._session.workspace.calendar_remarks())
        self.calendars.setText(text)
        self.calendars.setVisible(bool(text))

    def show_hosts(self) -> None:
        """Say again how the last request to every host went. Rows stay, and so does the focus."""
        for host in self._session.workspace.hosts():
            if host.name not in self.switches:
                self._add(host)
            switch, state = self.switches[host.name], self._states[host.name]
            switch.blockSignals(True)
            switch.setChecked(not host.turned_off)
            switch.blockSignals(False)
            text = self._said_of(host)
            state.setText(text)
            switch.setAccessibleDescription(text)
        read = self._session.workspace.statements_read
        when = self.tr("never") if read is None else formats.moment(read, self._session.now())
        self.statements.setText(self.tr("Statements of companies last read: {time}").format(time=when))

    def _add(self, host: "HostInfo") -> None:
        switch = QCheckBox(labels.escape_mnemonic(host.name))
        switch.setAccessibleName(self.tr("Ask {host}").format(host=host.name))
        switch.toggled.connect(lambda on, name=host.name: self._turn(name, on=bool(on)))
        state = labels.label("", "quiet", wrap=True, selectable=True)
        state.setContentsMargins(22, 0, 0, 0)
        row = QVBoxLayout()
        row.setSpacing(1)
        row.addWidget(switch)
        row.addWidget(state)
        self.body.addLayout(row)
        self.switches[host.name], self._states[host.name] = switch, state

    def _turn(self, host: str, *, on: bool) -> None:
        self._session.attempt(lambda: self._session.switch_host(host, on=on))
        self.show_hosts()

    def _said_of(self, host: "HostInfo") -> str:
        """What it is told, and how it stands with it."""
        if host.turned_off:
            return self.tr("Turned off: it is never asked.") + self._lost(host)
        said = [self.tr("Is sent: {what}").format(what=host.sends)]
        now = self._session.now()
        if host.off:
            said.append(host.off)
        elif host.paused_until is not None and host.paused_until > now:
            until = formats.moment(host.paused_until, now)
            said.append(
                self.tr("Paused until {time}: {reason}")
                .format(time=until, reason=host.failure or "")
                .rstrip(": ")
            )
        elif host.failure:
            said.append(self.tr("Last try failed: {reason}").format(reason=host.failure))
        if host.last_ok is not None:
            if not host.off:
                said.append(self.tr("Last answered {time}").format(time=formats.moment(host.last_ok, now)))
        elif len(said) == 1:
            said.append(self.tr("Not asked since the start"))
        return "\n".join(said)

    def _lost(self, host: "HostInfo") -> str:
        if not host.lost:
            return ""
        return "\n" + self.tr("Without it: {what}").format(what=host.lost)
