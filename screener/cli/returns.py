"""`ringfence returns`: how much of each company's revenue had left it before."""

import argparse
from decimal import Decimal
from typing import Any

from screener.cli.command import DONE, Command, add_format, print_csv, print_json, print_table
from screener.domain.figure import Figure
from screener.domain.ring.returns import CompanyReturns, ReturnShare
from screener.domain.ring.vendor import LUCENT, VendorFinancing
from screener.services.opening import open_workspace
from screener.services.returns import RingMoney
from screener.translation import translate
from screener.wording import percent, sentence


def as_dict(money: RingMoney) -> dict[str, Any]:
    """The answers as plain values; shares are fractions 0..1, money is in US dollars."""
    found = money.returns
    return {
        "window": {"start": found.window.start.isoformat(), "end": found.window.end.isoformat()},
        "companies": [_company(one, money.vendors.get(key)) for key, one in found.companies.items()],
        "finn_index": None if found.finn.index is None else round(found.finn.index, 6),
        "finn_sentence": sentence(found.finn.message),
        "postponed": list(found.postponed),
        "lucent": {
            "share": float(LUCENT.value),
            "period": LUCENT.period,
            "as_of": LUCENT.as_of.isoformat(),
            "source": LUCENT.source.title,
            "note": LUCENT.note,
        },
    }


def _company(one: CompanyReturns, vendor: VendorFinancing | None) -> dict[str, Any]:
    return {
        "entity": one.strict.company,
        **_share(one.strict),
        "broad": {"sources": list(one.broad.sources), **_share(one.broad)},
        "vendor_financing": None if vendor is None else _vendor(vendor),
    }


def _share(one: ReturnShare) -> dict[str, Any]:
    """`share` and its bounds are of all revenue, `of_traced` of the part that can be traced."""
    parts = one.of_traced
    return {
        "share": float(one.answer.value) if isinstance(one.answer, Figure) else None,
        "at_least": _number(one.at_least),
        "at_most": _number(one.at_most),
        "coverage": _number(one.coverage),
        "sentence": sentence(one.message),
        "notes": [sentence(note) for note in one.notes],
        "of_traced": parts and dict(zip(("at_least", "share", "at_most"), map(float, parts), strict=True)),
        "related_usd": float(one.related_usd),
        "unseen_records": one.unseen,
    }


def _vendor(one: VendorFinancing) -> dict[str, Any]:
    return {
        "share": float(one.share.value) if isinstance(one.share, Figure) else None,
        "firm": _number(one.firm_share),
        "announced": _number(one.announced_share),
        "contingent": _number(one.contingent_share),
        "sentence": sentence(one.message),
        "records": [gift.deal for gift in one.gifts],
        "without_amount": list(one.without_amount),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _run(options: argparse.Namespace) -> int:
    with open_workspace(offline=True, store=False) as workspace:
        money = workspace.ring_money()
    if options.format == "json":
        print_json(as_dict(money))
        return DONE
    header = [translate("cli", text) for text in ("Company", "At least", "At most", "Traced", "Return share")]
    rows = [
        [money.ledger.name(key), *_cells(one.strict), sentence(one.strict.message)]
        for key, one in money.returns.companies.items()
    ]
    if options.format == "csv":
        print_csv(header, rows)
    else:
        print_table(header, rows, right=(1, 2, 3))
    return DONE


def _cells(one: ReturnShare) -> list[str]:
    numbers = (one.at_least, one.at_most, one.coverage)
    return ["?" if number is None else percent(number) for number in numbers]


RETURNS = Command(
    "returns",
    lambda: translate("cli", "how much of each company's revenue had left it before"),
    add_format,
    _run,
)
