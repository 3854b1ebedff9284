"""Reading the documents themselves, in both shapes, whatever is in them."""

import gzip
import zlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.domain.concentration import Concentration, read
from screener.providers.edgar.bounded import TooLarge, read_bounded, unpacked
from screener.providers.edgar.document import NotReadable
from screener.providers.edgar.filing import read_filing
from screener.providers.edgar.numbers import inline_number, plain_number
from tests.fakes.edgar_documents import (
    QUARTER,
    RECEIVABLES,
    SEGMENTS,
    YEAR,
    YEAR_BEFORE,
    Report,
    Tagged,
    of_customer,
)

MANY_KINDS = (
    of_customer("acme:DellIncMember", "19", text="Dell Inc. made {}% of net revenue."),
    of_customer("acme:DellIncMember", "21", YEAR_BEFORE, text="Dell Inc. made {}% of it the year before."),
    of_customer("acme:CustomerOneMember", "12.5", QUARTER, text="Customer A made {}% of sales."),
    of_customer("acme:ThreeLargestCustomersMember", "40", text="The three largest made {}% of sales."),
    of_customer("acme:DellIncMember", "30", benchmark=RECEIVABLES, text="It owed {}% of receivables."),
    of_customer("acme:VendorOneMember", "55", text="One vendor made {}% of it."),
    of_customer(
        "acme:CustomerTwoMember",
        "11",
        extra={SEGMENTS: "acme:ComputeMember"},
        text="Customer B made {}% of sales.",
    ),
    of_customer(
        "acme:CustomerTwoMember",
        "33",
        extra={"srt:StatementGeographicalAxis": "country:TW"},
        text="In Taiwan it made {}% of sales.",
    ),
)


def told(data: bytes) -> Concentration:
    content = read_filing(data)
    return read(content.head, content.shares)


@pytest.mark.parametrize("shape", ["inline", "instance"])
def test_both_shapes_give_the_same_customers(shape: str) -> None:
    report = Report(MANY_KINDS)
    found = told(report.inline() if shape == "inline" else report.instance())
    assert [(one.member, one.share, one.start, one.end, one.segment) for one in found.customers] == [
        ("acme:DellIncMember", Decimal("0.19"), *YEAR, None),
        ("acme:CustomerTwoMember", Decimal("0.11"), *YEAR, "Compute"),
        ("acme:CustomerOneMember", Decimal("0.125"), *QUARTER, None),
        ("acme:DellIncMember", Decimal("0.21"), *YEAR_BEFORE, None),
    ]
    assert [(one.count, one.share) for one in found.groups] == [(3, Decimal("0.4"))]
    assert sorted(one.reason.id for one in found.refused) == [
        "filing.place",
        "filing.receivables",
        "filing.vendor",
    ]
    assert (found.head.form, found.head.filer, found.head.start, found.head.end) == (
        "10-K",
        "ACME CORP",
        *YEAR,
    )


def test_the_inline_document_gives_the_name_as_it_is_spelled() -> None:
    report = Report((of_customer("acme:DellIncMember", "19", text="Dell Inc. made {}% of net revenue."),))
    assert [one.name for one in told(report.inline()).customers] == ["Dell Inc."]
    assert [one.name for one in told(report.instance()).customers] == ["Dell Inc"]


TABLE = """
<p>The following direct customers made 10% or more of our revenue:</p>
<table><tr><td></td><td>2025</td><td></td><td>2024</td><td></td></tr>
<tr><td><span>Open AI, L.L.C.</span></td><td>{}</td><td>%</td><td>{}</td><td>%</td></tr>
<tr><td>HP Inc.</td><td>{}</td><td>%</td><td>&#8212;</td><td></td></tr></table>
<p>Nothing else.</p>
"""


def test_rows_of_a_table_give_names_and_the_paragraph_above_the_channel() -> None:
    report = Report(
        (
            of_customer("acme:OpenAILLCMember", "25"),
            of_customer("acme:OpenAILLCMember", "12", YEAR_BEFORE),
            of_customer("acme:HPInc.Member", "10"),
        ),
        body=TABLE,
    )
    found = told(report.inline())
    assert [(one.name, one.kind, one.flags) for one in found.customers] == [
        ("Open AI, L.L.C.", "direct", ()),
        ("HP Inc.", "direct", ()),
        ("Open AI, L.L.C.", "direct", ()),
    ]


def test_only_the_sentence_of_the_number_is_believed() -> None:
    body = (
        "<div><span>No customer made 10% in 2024. In 2025 sales to Customer A, </span><span>a direct "
        "customer, "
        "were {}% of total revenue. One indirect customer, which buys through Customer A, is estimated at {}"
        "%.</span></div>"
    )
    report = Report(
        (of_customer("acme:CustomerOneMember", "13"), of_customer("acme:CustomerTwoMember", "19")), body=body
    )
    found = told(report.inline())
    assert [(one.share, one.kind) for one in found.customers] == [
        (Decimal("0.19"), "indirect"),
        (Decimal("0.13"), "direct"),
    ]


def test_a_tag_with_the_wrong_scale_is_seen_in_the_text() -> None:
    wrong = of_customer("acme:CustomerOneMember", "18", text="Customer A made {}% of sales.", scale="-3")
    (one,) = told(Report((wrong,)).inline()).customers
    assert [flag.id for flag in one.flags] == ["filing.flag.number"]


def test_a_share_tagged_as_a_whole_number_is_refused() -> None:
    wrong = of_customer("acme:CustomerOneMember", "18", text="Customer A made {}% of sales.", scale="0")
    found = told(Report((wrong,)).inline())
    assert not found.customers
    assert [one.reason.id for one in found.refused] == ["filing.not_a_share"]


def test_a_filing_that_names_nobody_says_so() -> None:
    assert told(Report().inline()).none_reported
    assert told(Report().instance()).none_reported


def test_the_concept_is_matched_by_its_beginning() -> None:
    for name in ("ConcentrationRiskPercentage", "ConcentrationRiskPercentage1"):
        report = Report((of_customer("acme:CustomerOneMember", "20", concept=f"us-gaap:{name}"),))
        assert len(told(report.inline()).customers) == 1


def test_prefixes_are_the_filers_choice() -> None:
    data = Report(MANY_KINDS).inline()
    renamed = data.replace(b"us-gaap:", b"gaap:").replace(b"xmlns:us-gaap", b"xmlns:gaap")
    assert told(renamed).customers == told(data).customers


def test_an_unprefixed_instance_is_read_too() -> None:
    data = Report(MANY_KINDS).instance()
    bare = data.replace(b"xbrli:", b"").replace(b"xmlns:xbrli=", b"xmlns=")
    assert told(bare).customers == told(data).customers


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "format", "scale", "sign", "value"),
    [
        ("19", "", "-2", "", "0.19"),
        ("1,234.5", "ixt:num-dot-decimal", "6", "", "1234500000"),
        ("1.234,5", "ixt:num-comma-decimal", "0", "", "1234.5"),
        ("1 234,5", "ixt:numcommadecimal", "0", "", "1234.5"),
        ("4.2", "ixt:numdotdecimal", "3", "-", "-4200"),
        ("\u2014", "ixt:fixed-zero", "6", "", "0"),
        ("-", "ixt:zerodash", "", "", "0"),
        ("ten", "ixt-sec:numwordsen", "-2", "", "0.10"),
        ("Twenty-five", "ixt-sec:numwordsen", "", "", "25"),
        ("one hundred and ten", "ixt-sec:numwordsen", "", "", "110"),
        ("no", "ixt-sec:numwordsen", "", "", "0"),
        (".5", "", "", "", "0.5"),
    ],
)
def test_printed_numbers(text: str, format: str, scale: str, sign: str, value: str) -> None:
    assert inline_number(text, format=format, scale=scale, sign=sign) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "format", "scale"),
    [
        ("", "", ""),
        ("many", "ixt-sec:numwordsen", ""),
        ("12%", "", "-2"),
        ("1e5", "", ""),
        ("NaN", "", ""),
        ("12", "", "9999"),
        ("12", "", "x"),
        ("12", "ixt:nocontent", ""),
        ("1" * 100, "", ""),
    ],
)
def test_what_is_no_number_is_none(text: str, format: str, scale: str) -> None:
    assert inline_number(text, format=format, scale=scale) is None


@given(
    digits=st.integers(0, 10**12),
    scale=st.integers(-6, 9),
    places=st.integers(0, 4),
)
def test_scaling_is_exact(digits: int, scale: int, places: int) -> None:
    printed = Decimal(digits).scaleb(-places)
    value = inline_number(f"{printed:,f}", format="ixt:num-dot-decimal", scale=str(scale))
    assert value == printed.scaleb(scale)
    assert "E" not in str(value) or value == 0 or abs(value) < Decimal("0.000001")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.13", "0.13"), ("-5", "-5"), ("1.5E3", "1500"), ("NaN", None), ("1e999", None), ("", None)],
)
def test_plain_numbers(text: str, value: str | None) -> None:
    assert plain_number(text) == (None if value is None else Decimal(value))


def test_a_nil_fact_is_no_number() -> None:
    data = Report((of_customer("acme:CustomerOneMember", "20"),)).instance()
    nil = data.replace(
        b'unitRef="number" decimals="2">0.20<',
        b'unitRef="number" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"><',
    )
    assert nil != data
    assert [one.reason.id for one in told(nil).refused] == ["filing.not_a_share"]


def test_a_fact_without_its_context_is_refused_not_lost() -> None:
    data = Report((of_customer("acme:CustomerOneMember", "20"),)).inline()
    lost = data.replace(b'<xbrli:context id="c-2"', b'<xbrli:context id="c-elsewhere"')
    found = told(lost)
    assert not found.customers
    assert len(found.refused) == 1


# ---------------------------------------------------------------- hostile and damaged


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    data = Report(MANY_KINDS).inline()
    path = tmp_path / "filing.htm.gz"
    path.write_bytes(gzip.compress(data))
    assert read_bounded(path) == data


def test_a_bomb_is_refused_before_it_has_gone_off() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        unpacked(bomb, limit=1_000_000)


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.htm"
    path.write_bytes(b" " * 2000)
    with pytest.raises(TooLarge):
        read_bounded(path, limit=1000)


@pytest.mark.parametrize("cut", [3, 20, 100])
def test_gzip_that_breaks_off_is_an_error(cut: int) -> None:
    packed = gzip.compress(Report(MANY_KINDS).inline())
    with pytest.raises(ValueError, match="gzip"):
        unpacked(packed[:-cut])
    with pytest.raises((ValueError, zlib.error)):
        unpacked(b"\x1f\x8b" + b"x" * cut)


ENTITY = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [ENTITY, EXTERNAL])
@pytest.mark.parametrize("shape", ["inline", "instance"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declared: bytes, shape: str, encoding: str) -> None:
    report = Report(MANY_KINDS)
    data = report.inline() if shape == "inline" else report.instance()
    head, end, rest = data.partition(b"?>")
    hostile = (head + end + declared + rest).decode().replace("ACME CORP", "&b;&x;")
    with pytest.raises(NotReadable):
        read_filing(hostile.replace('encoding="utf-8"', "").replace('encoding="UTF-8"', "").encode(encoding))


def test_an_entity_of_html_is_read_as_its_character() -> None:
    """Not allowed in a filing, but browsers do not mind, so it happens."""
    data = Report(MANY_KINDS).inline().replace(b"net revenue.", b"net&nbsp;revenue &amp; more.<br>")
    assert told(data).customers == told(Report(MANY_KINDS).inline()).customers


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain text",
        b"<html><body>no facts</body></html>",
        b"<html><body>never closed",
        b'{"facts": {}}',
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"<?xml version='1.0'?><other/>",
        b"<SEC-DOCUMENT>x<TEXT>nothing here</TEXT>",
        b"\xff\xfe<\x00",
        b"<x>" * 5000,
    ],
)
def test_what_is_no_xbrl_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotReadable):
        read_filing(data)


def test_a_complete_submission_is_opened() -> None:
    inner = Report(MANY_KINDS).inline()
    whole = (
        b"<SEC-DOCUMENT>0000012345-26-000001.txt\n<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644\n</TEXT>\n"
        b"</DOCUMENT>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<XBRL>\n" + inner + b"\n</XBRL>\n</TEXT>\n</DOCUMENT>"
    )
    assert told(whole).customers == told(inner).customers


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_filing(data)
    except NotReadable:
        return


@given(at=st.integers(0, 5000), junk=st.binary(max_size=8), cut=st.booleans())
def test_a_damaged_filing_is_read_or_refused(at: int, junk: bytes, cut: bool) -> None:
    data = Report(MANY_KINDS).inline()
    at = at % len(data)
    damaged = data[:at] + junk + (b"" if cut else data[at + len(junk) :])
    try:
        found = told(damaged)
    except NotReadable:
        return
    assert all(0 < one.share <= 1 for one in found.customers)


def test_a_great_many_facts_are_read_in_time() -> None:
    facts = tuple(
        Tagged(str(1 + number % 99), {"srt:MajorCustomersAxis": f"acme:Customer{number}Member"})
        for number in range(2000)
    )
    assert len(read_filing(Report(facts).inline()).shares) == 2000


def test_text_from_outside_cannot_steer_a_terminal() -> None:
    data = Report(filer="AC\u202eME\u200b CORP").inline()
    assert read_filing(data).head.filer == "ACME CORP"


def test_a_day_is_a_period_without_a_start() -> None:
    report = Report((of_customer("acme:CustomerOneMember", "20", (None, date(2025, 12, 31))),))
    (one,) = told(report.inline()).customers
    assert (one.start, one.end) == (None, date(2025, 12, 31))
