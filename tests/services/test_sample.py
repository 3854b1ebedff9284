"""The sample portfolio and the assessment the very first window is painted from."""

from pathlib import Path

import msgspec
import pytest

from screener.domain.assessment import Assessment
from screener.errors import DataMissing
from screener.providers.snapshot import load_universe
from screener.services import sample
from screener.services.assessing import Judge
from screener.services.sample import assess_sample, sample_portfolio, shipped_assessment


def test_the_shipped_assessment_is_what_the_program_makes_of_the_sample() -> None:
    made, found = assess_sample(Judge(load_universe)), shipped_assessment()
    for field in Assessment.__struct_fields__:
        assert getattr(found, field) == getattr(made, field), (
            f"{field} differs: run packaging/sample_assessment.py"
        )
    assert msgspec.json.decode(msgspec.json.encode(made), type=Assessment) == made


def test_the_sample_is_the_one_promised() -> None:
    portfolio = sample_portfolio()
    assert portfolio.is_sample
    assert [holding.symbol for holding in portfolio.holdings] == [
        *("NVDA", "MSFT", "ORCL", "CRWV", "AMD", "PLTR", "VRT", "EQIX", "KO", "JNJ", "QQQ", "SMH", "2330.TW"),
        *("ABCX", "USD"),
    ]
    assert portfolio.holdings[-1].kind == "cash"
    assert all(holding.quantity > 0 for holding in portfolio.holdings)
    assert len({holding.key for holding in portfolio.holdings}) == len(portfolio.holdings)


@pytest.mark.parametrize(
    "contents",
    [
        "symbol,name\nNVDA,x\n",
        "symbol,name,kind,quantity,cost,currency\nNVDA,x,equity,many,1,USD\n",
        "symbol,name,kind,quantity,cost,currency\nNVDA,x,spaceship,1,1,USD\n",
    ],
)
def test_a_damaged_sample_is_said_to_be_missing_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contents: str
) -> None:
    file = tmp_path / "sample_portfolio.csv"
    file.write_text(contents, encoding="utf-8")
    monkeypatch.setattr(sample, "resource", lambda *_: file)
    with pytest.raises(DataMissing, match=r"sample_portfolio\.csv cannot be read"):
        sample_portfolio()


def test_a_damaged_assessment_is_said_to_be_missing_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sample_assessment.json"
    file.write_text('{"made_at": 1}', encoding="utf-8")
    monkeypatch.setattr(sample, "resource", lambda *_: file)
    with pytest.raises(DataMissing, match=r"sample_assessment\.json cannot be read"):
        shipped_assessment()
