"""Tags and roles as the user gives them: read forgivingly, refused in one sentence, undone one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.domain.tags import CompanyTags
from screener.errors import BadInput
from screener.services import portfolios, tags
from screener.store.user import UserStore
from tests.builders.stores import NOW, user_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[UserStore]:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    with user_store(folder) as opened:
        yield opened


def give(store: UserStore, company: str, *texts: str) -> tuple[str, ...]:
    tags.set_tags(store, company, texts, company.upper(), NOW)
    return store.tags.all().get(company, CompanyTags()).tags


def set_role(store: UserStore, company: str, role: str | None, layer: str | None) -> None:
    tags.set_role(store, company, role=role, layer=layer, name=company.upper(), at=NOW)


def test_blanks_and_repetitions_go_and_the_order_stays(store: UserStore) -> None:
    assert give(store, "nvidia", "  long   term ", "", "AI", "ai", "Ai ") == ("long term", "AI")


def test_a_tag_known_elsewhere_keeps_its_spelling(store: UserStore) -> None:
    give(store, "nvidia", "Core")
    assert give(store, "amd", "core", "New") == ("Core", "New")
    assert tags.in_use(store.tags.all()) == ("Core", "New")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["x" * 41], "at most 40 characters"),
        (["a\u202eb"], "printable"),
        ([str(n) for n in range(21)], "at most 20 tags"),
    ],
)
def test_what_cannot_be_a_tag_is_refused_and_nothing_changes(
    store: UserStore, texts: list[str], words: str
) -> None:
    give(store, "nvidia", "Core")
    with pytest.raises(BadInput, match=words):
        give(store, "nvidia", *texts)
    assert store.tags.all() == {"nvidia": CompanyTags(("Core",))}


def test_a_role_is_one_of_the_ledger_s_or_none_and_tags_stay(store: UserStore) -> None:
    give(store, "palantir", "Core")
    set_role(store, "palantir", "engine", "")
    assert store.tags.all() == {"palantir": CompanyTags(("Core",), "engine", "")}
    with pytest.raises(BadInput, match="“pilot” is not a role"):
        set_role(store, "palantir", "pilot", None)
    with pytest.raises(BadInput, match="“cellar” is not a layer"):
        set_role(store, "palantir", None, "cellar")
    set_role(store, "palantir", None, None)
    assert store.tags.all() == {"palantir": CompanyTags(("Core",))}


def test_each_edit_is_one_step_back_and_says_so(store: UserStore) -> None:
    give(store, "nvidia", "Core")
    set_role(store, "nvidia", "fuel", None)
    assert portfolios.can_undo(store) == "Role of NVIDIA"
    assert portfolios.undo(store, NOW) == "Role of NVIDIA"
    assert portfolios.undo(store, NOW) == "Tags of NVIDIA"
    assert store.tags.all() == {}
    assert portfolios.redo(store, NOW) == "Tags of NVIDIA"
