"""Finding a company or fund by ticker, by name, or by its Chinese names.

The index is a sorted list for beginnings and one long text for everything in between, so a query
costs a few binary searches and one scan in C.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import IntEnum

import msgspec

from screener.domain.company import Company
from screener.domain.fund import Fund
from screener.domain.universe import Universe

MAX_QUERY = 100
MAX_INSIDE = 1000
_SEPARATOR = "\n"
_PUNCTUATION = str.maketrans("", "", ".-^=/ ")


class SearchHit(msgspec.Struct, frozen=True):
    """A company or fund that fits. `matched` is what fitted; `key` is None for a fund.

    `symbol` is empty for a company without a listing.
    """

    symbol: str
    name: str
    matched: str
    key: str | None


class _Rank(IntEnum):
    EXACT_SYMBOL = 0
    SYMBOL = 1
    NAME = 2
    ALIAS = 3
    INSIDE = 4


class _Term(msgspec.Struct, frozen=True):
    """One thing to be found by: its plain form, its form as shown, and what it stands for."""

    plain: str
    shown: str
    rank: _Rank
    hit: SearchHit


class SearchIndex:
    """Everything shipped, ready to be searched; built once, read from any thread."""

    def __init__(self, universe: Universe, *, unlisted: bool = False) -> None:
        """Index listed companies and funds; with `unlisted` also private companies."""
        companies = (company for company in universe.companies if company.listings or unlisted)
        terms = [term for company in companies for term in _of_company(company)]
        terms += [term for fund in universe.funds for term in _of_fund(fund)]
        self._terms = sorted(terms, key=lambda term: (term.plain, term.rank, term.hit.symbol))
        self._plain = [term.plain for term in self._terms]
        self._text = _SEPARATOR.join(self._plain)
        self._starts: list[int] = []
        position = 0
        for plain in self._plain:
            self._starts.append(position)
            position += len(plain) + 1

    def find(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """The best hits, one for each listing or fund, best first.

        An exact symbol comes first, then symbols, names and other names that begin with the text,
        then whatever holds it.
        """
        queries = sorted({_plain(text[:MAX_QUERY]), _plain_symbol(text[:MAX_QUERY])} - {""})
        best: _Best = {}
        for query in queries:
            self._beginning(query, best)
        if len(best) < limit:
            for query in queries:
                self._holding(query, best)
        found = sorted(best.values(), key=lambda one: (*one[0], one[1].hit.symbol))
        return tuple(
            msgspec.structs.replace(term.hit, matched=term.shown) for _, term in found[: max(limit, 0)]
        )

    def _beginning(self, query: str, best: "_Best") -> None:
        """Add the terms that begin with the query."""
        first = bisect_left(self._plain, query)
        after = bisect_right(self._plain, query + chr(0x10FFFF), lo=first)
        for term in self._terms[first:after]:
            exact = term.rank is _Rank.SYMBOL and term.plain == query
            _keep_best(best, _Rank.EXACT_SYMBOL if exact else term.rank, term)

    def _holding(self, query: str, best: "_Best") -> None:
        """Add the terms with the query anywhere in them; a single Latin letter is in nearly all."""
        if len(query) == 1 and query.isascii():
            return
        position = self._text.find(query)
        for _ in range(MAX_INSIDE):
            if position < 0:
                return
            index = bisect_right(self._starts, position) - 1
            _keep_best(best, _Rank.INSIDE, self._terms[index])
            position = self._text.find(query, self._starts[index] + len(self._plain[index]))


_Best = dict[int, tuple[tuple[int, int], _Term]]
"""By identity of the hit: how well its best term fits (rank, then length), and that term."""


def _keep_best(best: _Best, rank: int, term: _Term) -> None:
    place = (rank, len(term.plain))
    known = best.get(id(term.hit))
    if known is None or place < known[0]:
        best[id(term.hit)] = place, term


def _of_company(company: Company) -> Iterator[_Term]:
    hits = [SearchHit(listing.symbol, company.name, "", company.key) for listing in company.listings]
    for hit in hits:
        yield from _of_symbol(hit)
    by_name = hits[0] if hits else SearchHit("", company.name, "", company.key)
    yield from _of_text(company.name, _Rank.NAME, by_name)
    for names in company.aliases.values():
        for name in names:
            yield from _of_text(name, _Rank.ALIAS, by_name)


def _of_fund(fund: Fund) -> Iterator[_Term]:
    hit = SearchHit(fund.symbol, fund.name, "", None)
    yield from _of_symbol(hit)
    yield from _of_text(fund.name, _Rank.NAME, hit)


def _of_symbol(hit: SearchHit) -> Iterator[_Term]:
    for plain in {_plain(hit.symbol), _plain_symbol(hit.symbol)}:
        yield _Term(plain, hit.symbol, _Rank.SYMBOL, hit)


def _of_text(text: str, rank: _Rank, hit: SearchHit) -> Iterator[_Term]:
    plain = _plain(text)
    if plain:
        yield _Term(plain, text, rank, hit)


def _plain(text: str) -> str:
    """Small letters without accents, full-width letters as plain ones, single spaces."""
    letters = unicodedata.normalize("NFKD", text)
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).casefold().split())


def _plain_symbol(text: str) -> str:
    """BRK.B, BRK-B and BRK B are the same to someone who types."""
    return _plain(text).translate(_PUNCTUATION)
