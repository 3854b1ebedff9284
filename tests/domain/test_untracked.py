"""What an assessment is made of is left alone by the garbage collector, or it would stall the window."""

import gc
from collections.abc import Iterator

import msgspec

from tests.builders.assessments import sample_assessment


def parts(value: object) -> Iterator[msgspec.Struct]:
    """Every struct in `value`, itself included."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in value.__struct_fields__:
            yield from parts(getattr(value, field))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)


def test_no_part_of_an_assessment_is_tracked() -> None:
    found = list(parts(sample_assessment()))
    assert len(found) > 500
    assert {type(part).__name__ for part in found if gc.is_tracked(part)} == set()
