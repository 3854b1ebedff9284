"""The one place text outside the window is translated.

The window uses Qt's `tr()`. Everything else calls `translate`; `app` installs Qt's
catalogue here, so both halves read the same translation files.
"""

from collections.abc import Callable

Translator = Callable[[str, str], str]


def _untranslated(_context: str, text: str) -> str:
    return text


_translator: Translator = _untranslated


def install(translator: Translator | None) -> None:
    """Use `translator(context, text)` from now on; None goes back to English."""
    global _translator  # noqa: PLW0603  one process has one language
    _translator = translator or _untranslated


def translate(context: str, text: str) -> str:
    """`text` in the current language; `context` tells translators where it stands."""
    return _translator(context, text)
