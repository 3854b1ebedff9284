"""One company's numbers, out of the frame the screens read."""

from dataclasses import fields
from typing import NamedTuple

from screener.domain.customer_columns import GAPS
from screener.domain.customers import TopCustomer
from screener.domain.frames import CompanyFrame

FINANCIAL = ("bank", "insurer", "holding")


class Row(NamedTuple):
    """One company's numbers."""

    facts: dict[str, float | None]
    business: str
    repurchased: float | None
    place: str
    strength: str | None
    tie: float | None
    tie_age: float | None
    customer: TopCustomer | str
    role: str | None
    past: dict[str, float | None]
    leases_in_debt: bool
    frame: CompanyFrame
    number: int


def rows(frame: CompanyFrame) -> list[Row]:
    """The frame turned back into one record a company."""
    columns = {
        name: [
            value if known else None
            for value, known in zip(column.value.tolist(), column.known.tolist(), strict=True)
        ]
        for name, column in frame.columns.items()
    }
    made = []
    for row, one in enumerate(frame.inputs):
        share = one.standing.tie.share
        made.append(
            Row(
                facts={name: column[row] for name, column in columns.items()},
                business=one.company.business,
                repurchased=_or_none(frame.past.repurchased[row]),
                place=one.standing.place,
                strength=one.standing.strength,
                tie=None if share is None else float(share.value),
                tie_age=None if share is None else float((frame.on - share.as_of).days),
                customer=frame.customers.top.found[row] or GAPS[frame.customers.gap[row]],
                role=one.company.role,
                past={
                    field.name: _or_none(getattr(frame.past, field.name)[row]) for field in fields(frame.past)
                },
                leases_in_debt=bool(frame.leases_in_debt[row]),
                frame=frame,
                number=row,
            )
        )
    return made


def _or_none(value: float) -> float | None:
    return None if value != value else float(value)


def above(value: float, steps: tuple[float, ...]) -> int:
    return sum(1 for step in steps if value > step)


def same_day(row: Row, *names: str) -> bool:
    ages = [row.frame[name].age[row.number] for name in names]
    return all(abs(age - ages[0]) <= 45 for age in ages)
