"""What a user says of companies: tags, and roles and layers in place of the ledger's.

Each function is one action and one undo step. `name` is what the action calls the company, `at` its time.
Functions raise BadInput, with one sentence, before anything is changed, and StorageError.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from screener.domain.ring.draft import LAYERS, ROLES
from screener.domain.tags import NO_TAGS, CompanyTags
from screener.errors import BadInput
from screener.store.actions import Action
from screener.store.user import UserStore
from screener.translation import translate

MOST_TAGS = 20
LONGEST_TAG = 40


def set_tags(store: UserStore, company: str, tags: Iterable[str], name: str, at: datetime) -> None:
    """Give a company these tags and no others; a tag known elsewhere keeps its spelling."""
    with store.database.transaction():
        said = store.tags.all()
        own = said.get(company, NO_TAGS)
        new = _read_tags(tags, _spellings(said))
        action = Action("tags", {"symbol": name})
        store.tags.put(action, at, {company: msgspec.structs.replace(own, tags=new)})


def set_role(
    store: UserStore, company: str, *, role: str | None, layer: str | None, name: str, at: datetime
) -> None:
    """Put a company into another role and layer: None takes the ledger's, "" is none at all."""
    _check(role, ROLES, translate("tags", "role"))
    _check(layer, LAYERS, translate("tags", "layer"))
    with store.database.transaction():
        own = store.tags.all().get(company, NO_TAGS)
        changed = msgspec.structs.replace(own, role=role, layer=layer)
        store.tags.put(Action("role", {"symbol": name}), at, {company: changed})


def in_use(said: Mapping[str, CompanyTags]) -> tuple[str, ...]:
    """Every tag the user has given, once, in the order of the alphabet."""
    every = {tag for own in said.values() for tag in own.tags}
    return tuple(sorted(every, key=lambda tag: (tag.casefold(), tag)))


def _spellings(said: Mapping[str, CompanyTags]) -> dict[str, str]:
    return {tag.casefold(): tag for tag in in_use(said)}


def _read_tags(texts: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        tag = " ".join(unicodedata.normalize("NFC", text).split())
        if not tag:
            continue
        if len(tag) > LONGEST_TAG or not tag.isprintable():
            raise BadInput(
                translate("tags", "A tag has at most {n} characters, all of them printable.").format(
                    n=LONGEST_TAG
                )
            )
        found.setdefault(tag.casefold(), known.get(tag.casefold(), tag))
    if len(found) > MOST_TAGS:
        raise BadInput(translate("tags", "A company has at most {n} tags.").format(n=MOST_TAGS))
    return tuple(found.values())


def _check(chosen: str | None, choices: tuple[str, ...], what: str) -> None:
    if chosen and chosen not in choices:
        raise BadInput(
            translate("tags", "“{text}” is not a {what} Ringfence knows.").format(text=chosen[:40], what=what)
        )
