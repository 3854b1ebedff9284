"""The values of the settings, kept by whatever can keep texts by key."""

import logging
from collections.abc import Mapping
from typing import Protocol

import msgspec

from screener.errors import BadInput
from screener.settings.schema import LocaleName, Value, setting

log = logging.getLogger(__name__)


class Keeper(Protocol):
    """Where settings are kept between runs."""

    def all(self) -> Mapping[str, str]:
        """Every stored text by key."""
        ...

    def put(self, key: str, value: str) -> None:
        """Store one text; raises StorageError."""
        ...


class Settings:
    """Typed reading and writing of settings, from any thread.

    A stored value that the setting may not have (written by another version) counts as its
    default and stays stored until it is set anew. A key that is not in the schema raises KeyError.
    """

    def __init__(self, keeper: Keeper, locale_name: LocaleName = lambda: None) -> None:
        self._keeper = keeper
        self._locale_name = locale_name
        self._texts = dict(keeper.all())

    def get(self, key: str) -> Value:
        """The value, the default when none is stored."""
        known = setting(key)
        text = self._texts.get(key)
        if text is not None:
            try:
                return known.checked(msgspec.json.decode(text))
            except (BadInput, msgspec.MsgspecError):
                log.info("the stored value of %s is not usable; its default is used", key)
        return known.default(self._locale_name)

    def switch(self, key: str) -> bool:
        """The value of a setting that is on or off."""
        value = self.get(key)
        assert isinstance(value, bool), key
        return value

    def number(self, key: str) -> int:
        """The value of a setting that is a number."""
        value = self.get(key)
        assert type(value) is int, key
        return value

    def text(self, key: str) -> str:
        """The value of a setting that is a choice, a currency or a text."""
        value = self.get(key)
        assert isinstance(value, str), key
        return value

    def set(self, key: str, value: Value) -> None:
        """Store a value. Raises BadInput for one the setting may not have, StorageError."""
        text = msgspec.json.encode(setting(key).checked(value)).decode()
        # No lock of our own: the keeper's may be held by a thread that reads a setting.
        self._keeper.put(key, text)
        self._texts[key] = text
