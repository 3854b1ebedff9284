"""`ringfence concentration FILE`: which customers a filing names, and what else its tags hold."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from screener.cli.command import DONE, Command, add_format, print_csv, print_json, print_table
from screener.domain.concentration import Concentration, Customer, Group, Refusal
from screener.domain.customers import DISCLOSURE
from screener.domain.fields import period_kind
from screener.domain.figure import Figure
from screener.domain.filed_customers import period_words
from screener.domain.member_names import words_of
from screener.domain.message import Message, Number, Unit
from screener.services.concentration import FilingReading, read_filing_file
from screener.translation import translate
from screener.wording import day, label, percent, sentence


def _arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=translate("cli", "a filing: an inline XBRL document or an XBRL instance, also as .gz"),
    )
    add_format(part)


def as_dict(reading: FilingReading) -> dict[str, Any]:
    """The reading as plain values; shares are fractions 0..1."""
    found = reading.found
    return {
        "filing": {
            "file": reading.file,
            "form": found.head.form or None,
            "filer": found.head.filer or None,
            "cik": found.head.cik or None,
            "period_start": _iso(found.head.start),
            "period_end": _iso(found.head.end),
        },
        "customers": [_customer(one) for one in found.customers],
        "groups": [_group(one) for one in found.groups],
        "refused": [_refusal(one) for one in found.refused],
        "receivables": [_customer(one, of="receivables") for one in found.receivables],
        "none_above": float(DISCLOSURE) if found.none_reported and reading.is_whole else None,
        "sentence": _summary(reading),
        "figures": [_figure(one) for one in reading.figures.values()],
    }


def _customer(one: Customer, *, of: str = "revenue") -> dict[str, Any]:
    return {
        "name": one.name,
        "share": float(one.share),
        "of": of,
        "period_start": _iso(one.start),
        "period_end": _iso(one.end),
        "kind": one.kind,
        "named": one.named,
        "government": one.government,
        "segment": one.segment,
        "member": one.member,
        "flags": [sentence(flag) for flag in one.flags],
    }


def _group(one: Group) -> dict[str, Any]:
    return {
        "label": one.label,
        "n": one.count,
        "share": float(one.share),
        "period_start": _iso(one.start),
        "period_end": _iso(one.end),
        "kind": one.kind,
        "segment": one.segment,
        "member": one.member,
        "flags": [sentence(flag) for flag in one.flags],
    }


def _refusal(one: Refusal) -> dict[str, Any]:
    fact = one.fact
    return {
        "fact": _fact(one),
        "reason": sentence(one.reason),
        "concept": fact.concept,
        "value": None if fact.value is None else float(fact.value),
        "members": fact.members,
        "period_start": _iso(fact.start),
        "period_end": _iso(fact.end),
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": float(one.value),
        "unit": one.unit.value,
        "currency": one.currency,
        "period": one.period,
        "as_of": one.as_of.isoformat(),
        "source": one.source.title,
    }


def _fact(one: Refusal) -> str:
    """A refused fact in one line, in the filing's own names."""
    fact = one.fact
    shown = "?" if fact.value is None else f"{fact.value:f}"
    members = ", ".join(fact.members.values())
    return f"{fact.concept} {shown} ({members}) {_iso(fact.start) or ''}/{_iso(fact.end) or ''}"


def _summary(reading: FilingReading) -> str | None:
    """What is said where no customer is shown; None where one is."""
    found = reading.found
    if found.none_reported and not reading.is_whole:
        return sentence(Message("filing.no_statements"))
    if found.none_reported:
        return sentence(Message("filing.none_above", {"limit": Number(DISCLOSURE, Unit.FRACTION)}))
    return None if found.customers or found.groups else sentence(Message("filing.unclear"))


def _run(options: argparse.Namespace) -> int:
    reading = read_filing_file(options.file)
    if options.format == "json":
        print_json(as_dict(reading))
        return DONE
    rows = _rows(reading.found)
    if options.format == "csv":
        print_csv(_header(), rows)
        return DONE
    if reading.found.head.form:
        sys.stdout.write(f"{reading.found.head.filer}, {reading.found.head.form}\n")
    summary = _summary(reading)
    if summary is not None:
        sys.stdout.write(f"{summary}\n")
    if rows:
        print_table(_header(), rows, right=(1,))
    return DONE


def _header() -> list[str]:
    return [
        translate("cli", "Name"),
        translate("cli", "Share"),
        translate("cli", "Period"),
        translate("cli", "Shown as"),
        translate("cli", "Remark"),
    ]


def _rows(found: Concentration) -> list[list[str]]:
    """Every fact once: customers, groups, and what is not shown with its reason."""
    rows = [
        [
            one.name,
            percent(one.share),
            _period(one.start, one.end),
            {
                "direct": translate("cli", "direct customer"),
                "indirect": translate("cli", "indirect customer"),
                "unknown": translate("cli", "customer"),
            }[one.kind],
            _remark(one),
        ]
        for one in found.customers
    ]
    rows += [
        [one.label, percent(one.share), _period(one.start, one.end), _size(one), _remark(one)]
        for one in found.groups
    ]
    rows += [
        [
            ", ".join(" ".join(words_of(member)) for member in one.fact.members.values()),
            "?" if one.fact.value is None else percent(one.fact.value),
            "" if one.fact.end is None else _period(one.fact.start, one.fact.end),
            translate("cli", "not shown"),
            sentence(one.reason),
        ]
        for one in found.refused
    ]
    return rows


def _remark(one: Customer | Group) -> str:
    flags = " ".join(sentence(flag) for flag in one.flags)
    return flags if one.segment is None else f"{one.segment} {flags}".strip()


def _size(one: Group) -> str:
    if one.count is None:
        return translate("cli", "several customers together")
    return translate("cli", "{count} customers together").format(count=one.count)


def _period(start: date | None, end: date) -> str:
    return label("period", period_kind(period_words(start, end))).format(day=day(end))


def _iso(one: date | None) -> str | None:
    return None if one is None else one.isoformat()


CONCENTRATION = Command(
    "concentration",
    lambda: translate("cli", "read a filing and show the customers it names"),
    _arguments,
    _run,
)
