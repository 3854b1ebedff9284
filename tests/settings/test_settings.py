"""Settings: every one declared, typed, bounded, and kept as text by whoever keeps texts."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from screener.errors import BadInput, StorageError
from screener.settings.currencies import CURRENCIES, currency_of, has_decimal_comma
from screener.settings.schema import SETTINGS, Value
from screener.settings.values import Settings
from tests.builders.settings import Kept


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.key)
def test_every_setting_has_a_usable_default_and_a_label(one) -> None:  # type: ignore[no-untyped-def]  # a Setting
    for locale_name in (None, "C", "de_DE.UTF-8", "zh_TW", "zh_Hant_TW", "English_United States"):
        value = one.default(lambda name=locale_name: name)
        assert one.checked(value) == value
    assert one.label()
    assert [choice.label() for choice in one.choices] != [""] * max(len(one.choices), 1)


def test_what_is_set_is_there_after_a_restart() -> None:
    keeper = Kept()
    settings = Settings(keeper)
    settings.set("quotes_interval_seconds", 60)
    settings.set("theme", "dark")
    settings.set("hide_amounts", True)
    settings.set("window_state", "輝達 \x00")
    again = Settings(keeper)
    assert (again.number("quotes_interval_seconds"), again.text("theme")) == (60, "dark")
    assert again.switch("hide_amounts") is True
    assert again.text("window_state") == "輝達 \x00"


@pytest.mark.parametrize("address", ["", "me@example.org", "a.b+c@mail.example.co.uk"])
def test_the_sec_is_told_one_address_or_nothing(address: str) -> None:
    settings = Settings(Kept())
    settings.set("sec_contact", address)
    assert settings.text("sec_contact") == address


def test_defaults_hold_until_something_is_set() -> None:
    settings = Settings(Kept(), lambda: "de_DE.UTF-8")
    assert settings.number("quotes_interval_seconds") == 30
    assert settings.text("base_currency") == "EUR"
    assert settings.text("strength_floor") == "announced"
    assert settings.switch("live_quotes") is True
    assert settings.switch("privacy_note_dismissed") is False


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("quotes_interval_seconds", 14, "whole number from 15 to 3600"),
        ("quotes_interval_seconds", 30.0, "whole number"),
        ("quotes_interval_seconds", True, "whole number"),
        ("sec_contact", "me", "not an e-mail address"),
        ("sec_contact", "me@example", "not an e-mail address"),
        ("sec_contact", "me@example.org\r\nHost: x", "not an e-mail address"),
        ("sec_contact", "Me <me@example.org>", "not an e-mail address"),
        ("sec_contact", f"{'a' * 99}@example.org", "not an e-mail address"),
        ("sec_contact", None, "not an e-mail address"),
        ("live_quotes", 1, "cannot be"),
        ("live_quotes", "yes", "cannot be"),
        ("theme", "pink", "cannot be “pink”"),
        ("theme", ["dark"], "cannot be"),
        ("base_currency", "usd", "not a currency code"),
        ("base_currency", "XYZ", "not a currency code"),
        ("window_state", "x" * 20_001, "cannot be"),
    ],
)
def test_a_value_the_setting_may_not_have_changes_nothing(key: str, value: Value, words: str) -> None:
    keeper = Kept()
    settings = Settings(keeper)
    before = settings.get(key)
    with pytest.raises(BadInput, match=words) as caught:
        settings.set(key, value)
    assert caught.value.message.endswith(".")
    assert len(caught.value.message) < 200
    assert settings.get(key) == before
    assert keeper == {}


def test_a_key_nobody_declared_is_a_bug() -> None:
    settings = Settings(Kept(qutoes_interval="5"))
    with pytest.raises(KeyError):
        settings.get("qutoes_interval")
    with pytest.raises(KeyError):
        settings.set("qutoes_interval", 5)


@pytest.mark.parametrize("stored", ["", "{", '"green"', "5", "null", "[1]", '"\\ud800"'])
def test_a_stored_value_of_another_version_counts_as_the_default(stored: str) -> None:
    settings = Settings(Kept(live_quotes=stored, theme=stored))
    assert settings.switch("live_quotes") is True
    assert settings.text("theme") == "system"


def test_a_keeper_that_fails_leaves_the_value_in_use() -> None:
    class Failing(Kept):
        def put(self, key: str, value: str) -> None:
            raise StorageError("The disk is full.")

    settings = Settings(Failing())
    with pytest.raises(StorageError, match="disk is full"):
        settings.set("theme", "dark")
    assert settings.text("theme") == "system"


def test_a_setting_can_be_read_while_another_is_being_stored() -> None:
    read: list[Value] = []

    class Slow(Kept):
        def put(self, key: str, value: str) -> None:
            read.append(pool.submit(settings.get, "theme").result(timeout=10))
            super().put(key, value)

    with ThreadPoolExecutor(1) as pool:
        settings = Settings(Slow())
        settings.set("theme", "dark")
    assert (read, settings.text("theme")) == (["system"], "dark")


@pytest.mark.parametrize(
    ("locale_name", "currency", "comma"),
    [
        ("en_US.UTF-8", "USD", False),
        ("en-GB", "GBP", False),
        ("de_DE@euro", "EUR", True),
        ("de_CH", "CHF", False),
        ("zh_Hant_TW", "TWD", False),
        ("zh_CN.GB18030", "CNY", False),
        ("pt_BR", "BRL", True),
        ("C", "USD", False),
        ("", "USD", False),
        (None, "USD", False),
        ("de", "USD", True),
    ],
)
def test_what_a_locale_says(locale_name: str | None, currency: str, comma: bool) -> None:
    assert currency_of(locale_name) == currency
    assert currency in CURRENCIES
    assert has_decimal_comma(locale_name) is comma
