"""Every setting once: key, kind, default, limits and label. Add a setting here and nowhere else."""

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from screener.errors import BadInput
from screener.settings.currencies import CURRENCIES, currency_of
from screener.translation import translate

Kind = Literal["switch", "number", "choice", "currency", "email", "text"]
Value = bool | int | str
Label = Callable[[], str]
LocaleName = Callable[[], str | None]
"""Gives the name of the user's locale; may be slow, so it is asked only where a default hangs on it."""

_MAX_TEXT = 20_000
_MAX_EMAIL = 100
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


class Choice(msgspec.Struct, frozen=True):
    """One value a setting can have, and what it is called."""

    value: str
    label: Label


class Setting(msgspec.Struct, frozen=True):
    """One setting.

    `default` can ask for the name of the user's locale ("de_DE", None = not known). `lowest` and
    `highest` bound a number. An "email" is one address or empty. `shown` False: remembered by the
    program, no row in the dialog.
    """

    key: str
    kind: Kind
    default: Callable[[LocaleName], Value]
    label: Label
    choices: tuple[Choice, ...] = ()
    lowest: int = 0
    highest: int = 0
    unit: Label | None = None
    shown: bool = True

    def checked(self, value: object) -> Value:
        """`value` when the setting may have it; raises BadInput with one sentence when not."""
        if not isinstance(value, bool | int | str) or not self._fits(value):
            raise BadInput(self._refusal(value))
        return value

    def _fits(self, value: Value) -> bool:
        if self.kind == "switch":
            return isinstance(value, bool)
        if self.kind == "number":
            return type(value) is int and self.lowest <= value <= self.highest
        if not isinstance(value, str):
            return False
        if self.kind == "choice":
            return value in {choice.value for choice in self.choices}
        if self.kind == "email":
            return value == "" or (len(value) <= _MAX_EMAIL and _EMAIL.fullmatch(value) is not None)
        return value in CURRENCIES if self.kind == "currency" else len(value) <= _MAX_TEXT

    def _refusal(self, value: object) -> str:
        shown = str(value)[:60]
        if self.kind == "number":
            return translate(
                "settings", "{setting} must be a whole number from {lowest} to {highest}."
            ).format(setting=self.label(), lowest=self.lowest, highest=self.highest)
        if self.kind == "email":
            return translate(
                "settings", "“{value}” is not an e-mail address such as you@example.org."
            ).format(value=shown)
        if self.kind == "currency":
            return translate("settings", "“{value}” is not a currency code such as USD or EUR.").format(
                value=shown
            )
        return translate("settings", "{setting} cannot be “{value}”.").format(
            setting=self.label(), value=shown
        )


def _always(value: Value) -> Callable[[LocaleName], Value]:
    return lambda _locale_name: value


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "live_quotes",
        "switch",
        _always(True),
        lambda: translate("settings", "Fetch live quotes"),
    ),
    Setting(
        "live_stream",
        "switch",
        _always(True),
        lambda: translate("settings", "Stream prices while markets are open"),
    ),
    Setting(
        "read_statements",
        "switch",
        _always(True),
        lambda: translate("settings", "Read statements from Yahoo Finance"),
    ),
    Setting(
        "quotes_interval_seconds",
        "number",
        _always(30),
        lambda: translate("settings", "Seconds between quote requests while markets are open"),
        lowest=15,
        highest=3600,
        unit=lambda: translate("settings", "s"),
    ),
    Setting(
        "base_currency",
        "currency",
        lambda locale_name: currency_of(locale_name()),
        lambda: translate("settings", "Base currency of new portfolios"),
    ),
    Setting(
        "strength_floor",
        "choice",
        _always("announced"),
        lambda: translate("settings", "Deals a loop may rest on"),
        choices=(
            Choice("firm", lambda: translate("settings", "Firm only")),
            Choice("announced", lambda: translate("settings", "Firm and announced")),
            Choice("contingent", lambda: translate("settings", "All, also contingent")),
        ),
    ),
    Setting(
        "sec_contact",
        "email",
        _always(""),
        lambda: translate("settings", "E-mail address the SEC is told (empty: the SEC is not asked)"),
    ),
    Setting(
        "theme",
        "choice",
        _always("system"),
        lambda: translate("settings", "Theme"),
        choices=(
            Choice("system", lambda: translate("settings", "Like the system")),
            Choice("light", lambda: translate("settings", "Light")),
            Choice("dark", lambda: translate("settings", "Dark")),
        ),
    ),
    Setting(
        "up_colour",
        "choice",
        _always("green"),
        lambda: translate("settings", "Colour of rising prices"),
        choices=(
            Choice("green", lambda: translate("settings", "Green")),
            Choice("red", lambda: translate("settings", "Red")),
        ),
    ),
    Setting(
        "language",
        "choice",
        _always("system"),
        lambda: translate("settings", "Language"),
        choices=(
            Choice("system", lambda: translate("settings", "Like the system")),
            Choice("en", lambda: translate("settings", "English")),
        ),
    ),
    Setting(
        "tray_notifications",
        "switch",
        _always(True),
        lambda: translate("settings", "Show alerts as desktop notifications"),
    ),
    Setting(
        "hide_amounts",
        "switch",
        _always(False),
        lambda: translate("settings", "Hide amounts of money"),
    ),
    Setting(
        "privacy_note_dismissed",
        "switch",
        _always(False),
        lambda: translate("settings", "Note on what is sent has been read"),
        shown=False,
    ),
    Setting(
        "hosts_off",
        "text",
        _always(""),
        lambda: translate("settings", "Hosts that are never asked"),
        shown=False,
    ),
    Setting(
        "chart_range",
        "text",
        _always("5y"),
        lambda: translate("settings", "Range of the price chart"),
        shown=False,
    ),
    Setting(
        "threshold_set",
        "text",
        _always(""),
        lambda: translate("settings", "Thresholds of your own"),
        shown=False,
    ),
    Setting(
        "open_portfolio",
        "text",
        _always(""),
        lambda: translate("settings", "Portfolio that was open last"),
        shown=False,
    ),
    Setting(
        "holdings_columns",
        "text",
        _always(""),
        lambda: translate("settings", "Columns of the holdings table"),
        shown=False,
    ),
    Setting(
        "watch_columns",
        "text",
        _always(""),
        lambda: translate("settings", "Columns of the watchlist"),
        shown=False,
    ),
    Setting(
        "ledger_columns",
        "text",
        _always(""),
        lambda: translate("settings", "Columns of the ledger"),
        shown=False,
    ),
    Setting(
        "holdings_group",
        "text",
        _always(""),
        lambda: translate("settings", "Grouping of the holdings table"),
        shown=False,
    ),
    Setting(
        "watch_group",
        "text",
        _always(""),
        lambda: translate("settings", "Grouping of the watchlist"),
        shown=False,
    ),
    Setting(
        "window_state",
        "text",
        _always(""),
        lambda: translate("settings", "Size and place of the window"),
        shown=False,
    ),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def setting(key: str) -> Setting:
    """The setting with that key; a key nobody declared is a bug and raises KeyError."""
    return _BY_KEY[key]
