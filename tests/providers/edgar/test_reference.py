"""Our reader against edgartools, which reads the same instances in its own way.

Not part of the ordinary set-up (see the extra `reference`): these tests say that they were skipped.
"""

from pathlib import Path

import pytest

from screener.providers.edgar.filing import read_filing
from tests.fakes.edgar_documents import Report
from tests.providers.edgar.test_filing import MANY_KINDS
from tests.providers.edgar.test_samples import EXPECTED

pytestmark = pytest.mark.reference

Fact = tuple[str, float, frozenset[tuple[str, str]], str | None, str | None]


def theirs(path: Path, monkeypatch: pytest.MonkeyPatch) -> set[Fact]:
    monkeypatch.setenv("EDGAR_LOCAL_DATA_DIR", str(path.parent))
    parsers = pytest.importorskip(
        "edgar.xbrl.parsers", reason="NOT COMPARED: edgartools is not installed (extra `reference`)"
    )
    parser = parsers.XBRLParser()
    parser.parse_instance(str(path))
    found = set()
    for fact in parser.facts.values():
        if "ConcentrationRiskPercentage" in fact.element_id:
            context = parser.contexts[fact.context_ref]
            period = context.period
            found.add(
                (
                    fact.element_id,
                    float(fact.value),
                    frozenset(context.dimensions.items()),
                    period.get("startDate"),
                    period.get("endDate") or period.get("instant"),
                )
            )
    return found


def ours(data: bytes) -> set[Fact]:
    return {
        (
            fact.concept,
            float(fact.value or 0),
            frozenset(fact.members.items()),
            fact.start.isoformat() if fact.start else None,
            fact.end.isoformat() if fact.end else None,
        )
        for fact in read_filing(data).shares
    }


def test_the_same_facts_in_an_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Report(MANY_KINDS).instance()
    path = tmp_path / "acme_htm.xml"
    path.write_bytes(data)
    assert ours(data) == theirs(path, monkeypatch) != set()


@pytest.mark.parametrize(
    "expected", [path for path in EXPECTED if ".xml" in path.read_text(encoding="utf-8")]
)
def test_the_same_facts_in_a_real_instance(
    expected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    from screener.providers.edgar.bounded import read_bounded

    data = read_bounded(expected.with_name(json.loads(expected.read_text(encoding="utf-8"))["file"]))
    path = tmp_path / "real_htm.xml"
    path.write_bytes(data)
    assert ours(data) == theirs(path, monkeypatch) != set()
