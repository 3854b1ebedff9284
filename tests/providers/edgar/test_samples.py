"""Real filings with the facts expected of them, where a folder of such is at hand.

RINGFENCE_SAMPLES names a folder with `NAME.expected.json` beside `NAME.htm.gz` or `NAME.xml.gz`.
"""

import json
import os
from pathlib import Path

import pytest

from screener.domain.concentration import Customer, Group, read
from screener.providers.edgar.bounded import read_bounded
from screener.providers.edgar.filing import read_filing

FOLDER = Path(os.environ.get("RINGFENCE_SAMPLES", "")) / "edgar"
EXPECTED = sorted(FOLDER.glob("*.expected.json")) if os.environ.get("RINGFENCE_SAMPLES") else []

pytestmark = pytest.mark.skipif(not EXPECTED, reason="RINGFENCE_SAMPLES names no folder with filings")


def shown(one: Customer | Group) -> tuple[str, float, str | None, str]:
    return one.member, float(one.share), one.start.isoformat() if one.start else None, one.end.isoformat()


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.split("_")[0])
def test_a_real_filing_gives_exactly_what_is_in_it(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    content = read_filing(read_bounded(path.with_name(expected["file"])))
    found = read(content.head, content.shares)

    def wanted(key: str) -> list[tuple[str, float, str | None, str]]:
        rows = expected[key]
        return sorted((row["member"], row["share"], row["startDate"], row["endDate"]) for row in rows)

    assert sorted(map(shown, found.customers)) == wanted("expected_customer_revenue")
    assert sorted(map(shown, found.groups)) == wanted("expected_aggregate_revenue")
    assert len(content.shares) == expected["facts_total"]
    assert found.none_reported == (not found.customers and not found.groups)
    assert all(not one.flags for one in found.customers)
