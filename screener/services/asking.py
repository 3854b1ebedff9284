"""What a round asks for: symbols in play, the currencies they lead to, and once more what was left out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from screener.domain.company import Company
from screener.domain.currency import Rates, major_unit
from screener.domain.figure import Figure
from screener.domain.identify import Directory
from screener.domain.market import own_price
from screener.domain.portfolio import Portfolio
from screener.domain.quote import Quote, QuoteBatch, newest
from screener.domain.universe import SnapshotPrice, Universe
from screener.providers.provider import QuoteSource
from screener.services.quotes import QuoteState, symbols_to_ask

ASKED_AGAIN_AT_MOST = 60
"""Symbols asked for a second time in one round: with the currencies beside them they fit into one request."""

NO_PRICES: Mapping[str, SnapshotPrice] = {}

Pair = tuple[str, str]


class Question(msgspec.Struct, frozen=True):
    """What one round asks for: `symbols`, those held or watched first, and pairs of currencies."""

    symbols: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def __bool__(self) -> bool:
        return bool(self.symbols or self.pairs)


def answer(
    source: QuoteSource,
    portfolio: Portfolio,
    universe: Universe,
    state: QuoteState,
    own: Mapping[str, SnapshotPrice] = NO_PRICES,
) -> QuoteBatch | None:
    """Prices and rates in one request, and at most one more for what it left out; None: nothing to ask for.

    `own` are the prices of the user's lists.
    """
    asked = question(portfolio, universe, state.quotes, own)
    if not asked:
        return None
    batch = source.quotes(asked.symbols, asked.pairs)
    pairs = pairs_to_ask(portfolio, asked.symbols, universe, newest(state.quotes, batch), own)
    again = question_again(asked, batch, state, pairs, universe.rates)
    return joined(batch, source.quotes(again.symbols, again.pairs)) if again else batch


def question(
    portfolio: Portfolio,
    universe: Universe,
    quotes: Mapping[str, Quote],
    own: Mapping[str, SnapshotPrice] = NO_PRICES,
) -> Question:
    """What to ask for, by what is held, shipped and quoted so far."""
    symbols = symbols_to_ask(portfolio, {fund.symbol: fund for fund in universe.funds})
    return Question(symbols, pairs_to_ask(portfolio, symbols, universe, quotes, own))


def pairs_to_ask(
    portfolio: Portfolio,
    symbols: Iterable[str],
    universe: Universe,
    quotes: Mapping[str, Quote],
    own: Mapping[str, SnapshotPrice] = NO_PRICES,
) -> tuple[Pair, ...]:
    """Each currency something in play is priced, paid or reported in, with the base currency.

    In play are the holdings and `symbols`. A currency is only known once a price or a fact is in it.
    """
    directory = Directory(universe)
    found = [holding.currency for holding in portfolio.holdings]
    listed_by_user = [own_price(holding.symbol, own) for holding in portfolio.holdings]
    found += [price.currency for price in listed_by_user if price is not None]
    for symbol in symbols:
        listed = directory.listed_as(symbol)
        quote, price = quotes.get(symbol), universe.prices.get(listed)
        found.append(quote.currency if quote is not None else None)
        found.append(price.currency if price is not None else None)
        if listed in directory.funds:
            found.append(directory.funds[listed].currency)
        if listed in directory.by_symbol:
            found += _reported_in(directory.companies[directory.by_symbol[listed]])
    base = portfolio.base_currency
    others = {major_unit(currency)[0] for currency in found if currency} - {base}
    return tuple((currency, base) for currency in sorted(others))


def _reported_in(company: Company) -> set[str | None]:
    """The currencies of the company's figures."""
    figures = (fact.currency for fact in company.facts.values() if isinstance(fact, Figure))
    return {company.statement_currency, *figures}


def question_again(
    asked: Question, batch: QuoteBatch, state: QuoteState, pairs: Iterable[Pair], shipped: Rates
) -> Question:
    """What to ask for once more in the same round; empty when the source failed, or left nothing out.

    Sources have answered with half of what was asked, or with the last symbol only. So what is left out is
    asked for again: where it had a price before, and all of it where that is at least half of several. What
    was left out the last time is not, or every round would cost two requests. `pairs` are those known by now:
    one of a currency this answer showed first is asked for where no rate is known. `state` is that before it.
    """
    if batch.failure is not None:
        return Question((), ())
    mostly = len(batch.missing) > 1 and 2 * len(batch.missing) >= len(asked.symbols)
    again = [
        symbol
        for symbol in batch.missing
        if (mostly or symbol in state.quotes) and symbol not in batch.gone and not _was_missing(symbol, state)
    ]
    answered = Rates(batch.rates)
    known = answered.over(state.rates).over(shipped)
    day = batch.at.date()

    def is_wanted(pair: Pair) -> bool:
        lacks = (answered if again else known).convert(Decimal(1), *pair, day) is None
        return lacks and (bool(again) or pair not in asked.pairs)

    return Question(tuple(again[:ASKED_AGAIN_AT_MOST]), tuple(pair for pair in pairs if is_wanted(pair)))


def _was_missing(symbol: str, state: QuoteState) -> bool:
    trail = state.trails.get(symbol)
    if trail is not None and trail.standing != "listed":
        return True
    whole = state.attempt is not None and state.attempt.failure is None
    return whole and symbol in state.missing


def joined(first: QuoteBatch, second: QuoteBatch) -> QuoteBatch:
    """Both answers of one round as one; the second was asked for what the first left out."""
    answered = {quote.symbol for quote in second.quotes}
    gone = {*first.gone, *second.gone} - answered
    return QuoteBatch(
        quotes=(*first.quotes, *second.quotes),
        missing=tuple(symbol for symbol in first.missing if symbol not in answered),
        at=second.at,
        failure=second.failure,
        retry_at=second.retry_at,
        gone=tuple(symbol for symbol in first.missing if symbol in gone),
        rates=(*first.rates, *second.rates),
    )
