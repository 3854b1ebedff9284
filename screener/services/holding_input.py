"""From what the user typed to a holding, or one sentence why not."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import get_args

import msgspec

from screener.domain.currency import MINOR_UNITS, major_unit
from screener.domain.number_text import Amount, is_absurd, is_blank, read_amount
from screener.domain.portfolio import Holding
from screener.domain.security import Kind
from screener.errors import BadInput
from screener.services.symbols import settled
from screener.settings.currencies import CURRENCIES
from screener.translation import translate

MAX_QUANTITY = Decimal(10) ** 12
MAX_COST = Decimal(10) ** 15
MAX_DECIMALS = 18
MAX_SYMBOL = 40
MAX_NAME = 80

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Wide enough that no sum of amounts the user may enter is ever rounded."""

_SYMBOL = re.compile(r"[\w^$][\w.\-^=/:&'+ ]*")
# "$" and "¥" belong to several currencies and name none.
_MARKS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "CA$": "CAD",
    "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "p": "GBp",
    "RMB": "CNY", "CNH": "CNY", "$": "", "¥": "",
}  # fmt: skip


class HoldingDraft(msgspec.Struct, frozen=True):
    """What stands in the fields of the form, untouched.

    `quantity` units (for cash the amount), `cost` the total paid, `currency` of the cost (or of
    the cash), `kind` one of security.KINDS or empty. Empty texts where the user said nothing.
    """

    symbol: str
    quantity: str
    cost: str = ""
    currency: str = ""
    kind: str = ""


def read_holding(draft: HoldingDraft, key: str, *, decimal_comma: bool | None = None) -> Holding:
    """The holding the draft describes, in the major unit of its currency.

    `decimal_comma` settles "1,234" and "1.234" as in `number_text`. Raises BadInput with one
    sentence about the first field that cannot be used.
    """
    kind = _kind(draft.kind)
    stated = read_currency(draft.currency)
    cost, currency = _read_cost(draft.cost, stated, decimal_comma)
    if kind == "cash":
        return _read_cash(draft, key, stated, decimal_comma)
    symbol = read_symbol(draft.symbol)
    return Holding(
        key=key,
        symbol=settled(symbol, currency) if kind in (None, "equity", "fund") else symbol,
        quantity=read_quantity(draft.quantity, decimal_comma=decimal_comma),
        currency=currency,
        cost=cost,
        kind=kind,
    )


def draft_of(holding: Holding) -> HoldingDraft:
    """What the form shows for a holding; reading it again gives the same holding."""
    return HoldingDraft(
        symbol=holding.symbol,
        quantity=f"{holding.quantity:f}",
        cost="" if holding.cost is None else f"{holding.cost:f}",
        currency=holding.currency or "",
        kind=holding.kind or "",
    )


def read_symbol(text: str) -> str:
    """A symbol in capital letters with single spaces; raises BadInput.

    Any script is allowed: what is not known to Ringfence is kept and marked later.
    """
    symbol = re.sub(" +", " ", _full_width_to_plain(text).strip()).upper()
    if not symbol:
        raise BadInput(translate("holding", "Please enter a symbol, for example NVDA."))
    if len(symbol) > MAX_SYMBOL:
        raise BadInput(
            translate("holding", "A symbol has at most {limit} characters.").format(limit=MAX_SYMBOL)
        )
    if not symbol.isprintable() or not _SYMBOL.fullmatch(symbol):
        raise BadInput(
            translate("holding", "“{text}” is not a symbol; use letters, digits, dots and hyphens.").format(
                text=_quoted(symbol)
            )
        )
    return symbol


def read_quantity(text: str, *, decimal_comma: bool | None = None) -> Decimal:
    """A quantity other than zero, exactly; negative is a short position. Raises BadInput."""
    if is_blank(text):
        raise BadInput(translate("holding", "Please enter a quantity."))
    quantity = _amount(text, decimal_comma)
    if quantity is None or quantity.mark:
        raise BadInput(
            translate("holding", "The quantity “{text}” is not a number.").format(text=_quoted(text))
        )
    return _sensible(quantity.number, text)


def read_currency(text: str) -> tuple[str | None, Decimal]:
    """The major currency and how many of the stated unit make one ("GBp" -> GBP, 100).

    None for an empty text; raises BadInput for a code that no currency has.
    """
    stated = _full_width_to_plain(text).strip()
    if not stated:
        return None, Decimal(1)
    if stated not in MINOR_UNITS:
        stated = _MARKS.get(stated.upper(), stated.upper())
    currency, per_unit = major_unit(stated)
    if currency not in CURRENCIES:
        raise BadInput(
            translate("holding", "“{text}” is not a currency code such as USD or EUR.").format(
                text=_quoted(text)
            )
        )
    return currency, per_unit


def read_name(text: str) -> str:
    """The name of a portfolio, without line breaks; raises BadInput when it is empty or too long."""
    name = " ".join(text.split())
    if not name:
        raise BadInput(translate("portfolio", "Please enter a name."))
    if len(name) > MAX_NAME:
        raise BadInput(
            translate("portfolio", "A name has at most {limit} characters.").format(limit=MAX_NAME)
        )
    if not name.isprintable():
        raise BadInput(translate("portfolio", "The name holds characters that cannot be shown."))
    return name


def _read_cash(
    draft: HoldingDraft, key: str, stated: tuple[str | None, Decimal], decimal_comma: bool | None
) -> Holding:
    """Cash: the quantity is an amount and may name its currency, as may the symbol."""
    if is_blank(draft.quantity):
        raise BadInput(translate("holding", "Please enter the amount of cash."))
    named = read_symbol(draft.symbol) if draft.symbol.strip() else ""
    if stated[0] is None and named in CURRENCIES:
        stated = named, Decimal(1)
    amount, currency = _read_amount(draft.quantity, stated, decimal_comma)
    if amount is None:
        raise BadInput(
            translate("holding", "The amount “{text}” is not a number.").format(text=_quoted(draft.quantity))
        )
    if amount < 0:
        raise BadInput(translate("holding", "Cash cannot be negative; enter the amount you have."))
    if currency is None:
        raise BadInput(translate("holding", "Please say which currency the cash is in."))
    amount = _sensible(amount, draft.quantity)
    return Holding(key=key, symbol=named or currency, quantity=amount, currency=currency, kind="cash")


def _read_cost(
    text: str, stated: tuple[str | None, Decimal], decimal_comma: bool | None
) -> tuple[Decimal | None, str | None]:
    if is_blank(text):
        return None, stated[0]
    cost, currency = _read_amount(text, stated, decimal_comma)
    if cost is None:
        raise BadInput(translate("holding", "The cost “{text}” is not a number.").format(text=_quoted(text)))
    if cost < 0:
        raise BadInput(
            translate("holding", "The cost cannot be negative; for a short position enter what you received.")
        )
    if cost > MAX_COST:
        raise BadInput(
            translate("holding", "The cost “{text}” is too large to be true.").format(text=_quoted(text))
        )
    return cost, currency


def _read_amount(
    text: str, stated: tuple[str | None, Decimal], decimal_comma: bool | None
) -> tuple[Decimal | None, str | None]:
    """The amount in the major unit, None when it is no number, and its currency.

    What the text itself names ("£", "EUR") must agree with the stated currency and is the unit.
    """
    amount = _amount(text, decimal_comma)
    if amount is None:
        return None, stated[0]
    named, named_per_unit = read_currency(_MARKS.get(amount.mark, amount.mark))
    if named is None:
        return _divided(amount.number, stated[1]), stated[0]
    if stated[0] not in (None, named):
        raise BadInput(
            translate("holding", "“{text}” names {named}, but the currency says {currency}.").format(
                text=_quoted(text), named=named, currency=stated[0]
            )
        )
    return _divided(amount.number, named_per_unit), named


def _divided(amount: Decimal, per_unit: Decimal) -> Decimal:
    return amount if per_unit == 1 else EXACT.divide(amount, per_unit)


def _sensible(quantity: Decimal, text: str) -> Decimal:
    if quantity == 0:
        raise BadInput(translate("holding", "The quantity cannot be zero; remove the row instead."))
    if abs(quantity) > MAX_QUANTITY:
        raise BadInput(
            translate("holding", "The quantity “{text}” is too large to be true.").format(text=_quoted(text))
        )
    return quantity


def _amount(text: str, decimal_comma: bool | None) -> Amount | None:
    amount = read_amount(text, decimal_comma=decimal_comma)
    if amount is None:
        if is_absurd(text):
            raise BadInput(
                translate("holding", "“{text}” is too large to be true.").format(text=_quoted(text))
            )
        return None
    exponent = amount.number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MAX_DECIMALS:
        raise BadInput(
            translate("holding", "“{text}” has more than {limit} decimals.").format(
                text=_quoted(text), limit=MAX_DECIMALS
            )
        )
    return amount


def _kind(text: str) -> Kind | None:
    if not text:
        return None
    for kind in get_args(Kind):
        if text == kind:
            return kind  # type: ignore[no-any-return]  # get_args forgets that these are Kinds
    raise BadInput(translate("holding", "“{text}” is not a kind of holding.").format(text=_quoted(text)))


def _full_width_to_plain(text: str) -> str:
    """Full-width letters, digits and spaces as a Chinese or Japanese keyboard gives them, plain."""
    return "".join(
        chr(ord(letter) - 0xFEE0) if "！" <= letter <= "～" else " " if letter == "\u3000" else letter
        for letter in text
    )


def _quoted(text: str) -> str:
    """The text short enough for a sentence, with what cannot be shown replaced."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text.strip())
    return plain if len(plain) <= 40 else plain[:39] + "…"
