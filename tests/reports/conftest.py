"""An assessment in which every text that can come from outside is an attack."""

from decimal import Decimal

import msgspec
import pytest

from screener.domain.assessment import Assessment, RateUsed
from screener.domain.figure import Figure, Source
from screener.domain.message import Message, Text
from tests.builders.assessments import TODAY, sample_assessment

PAYLOAD = "<img src=http://evil.example/x onerror=alert(1)>\"'&{{7*7}}"
FORMULA = '=HYPERLINK("http://evil.example","x")'


def poisoned(text: str) -> Assessment:
    """The sample with `text` in the place of every name, symbol, source, note and key people can set."""
    sample = sample_assessment()
    source = Source(text, url=text, via=text, tier="press")

    def tainted(figure: Figure) -> Figure:
        return msgspec.structs.replace(figure, source=source, period=text, note=text)

    companies = tuple(
        msgspec.structs.replace(
            company,
            symbol=text,
            symbols=(text,),
            name=text,
            aliases=(text,),
            sector=text,
            differences=(Message("import_quantity_unreadable", {"text": Text(text)}),),
            findings=tuple(
                msgspec.structs.replace(
                    finding,
                    message=Message("import_quantity_unreadable", {"text": Text(text)}),
                    figures=tuple(map(tainted, finding.figures)),
                )
                for finding in company.findings
            ),
        )
        for company in sample.companies
    )
    positions = tuple(
        msgspec.structs.replace(
            position,
            symbol=text,
            name=text,
            price=tainted(position.price) if isinstance(position.price, Figure) else position.price,
            notes=(Message("import_cost_unreadable", {"text": Text(text)}),),
        )
        for position in sample.positions
    )
    return msgspec.structs.replace(
        sample,
        portfolio_name=text,
        mode_reason=Message("source.unreachable", {"source": Text(text)}),
        companies=companies,
        positions=positions,
        funds=tuple(
            msgspec.structs.replace(fund, symbol=text, name=text, source=source) for fund in sample.funds
        ),
        entity_names=dict.fromkeys(sample.entity_names, text),
        provenance=msgspec.structs.replace(sample.provenance, sources=(text,), ledger=text, program=text),
        rates=(RateUsed(text, Decimal("1.1"), TODAY, source),),
        left_out=(text,),
        unidentified=(text,),
    )


@pytest.fixture
def attacked() -> Assessment:
    """Markup everywhere."""
    return poisoned(PAYLOAD)


@pytest.fixture
def with_formulas() -> Assessment:
    """Formulas everywhere."""
    return poisoned(FORMULA)
