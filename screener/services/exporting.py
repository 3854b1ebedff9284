"""Writing a risk summary to a file or as text."""

from pathlib import Path

from screener.domain.assessment import Assessment


def formats() -> tuple[tuple[str, str], ...]:
    """Suffix and name of every format a summary can be written in."""
    from screener.reports import EXPORTERS

    return tuple((exporter.suffix, exporter.label) for exporter in EXPORTERS)


def export(assessment: Assessment, path: Path) -> Path:
    """Write the summary in the format `path` ends with; raises BadInput or StorageError."""
    from screener.reports import EXPORTERS
    from screener.reports.report import exporter_for, write_whole

    return write_whole(exporter_for(path, EXPORTERS).render(assessment), path)


def write_text(text: str, path: Path) -> Path:
    """Write a text whole or not at all; raises StorageError."""
    from screener.reports.report import write_whole

    return write_whole(text, path)


def as_text(assessment: Assessment, suffix: str) -> str:
    """The summary as text in the format of `suffix` (".json", ".csv")."""
    from screener.reports import EXPORTERS
    from screener.reports.report import exporter_for

    return exporter_for(Path(f"summary{suffix}"), EXPORTERS).render(assessment)


def check_format(path: Path) -> None:
    """Raises BadInput when no format has the suffix of `path`."""
    from screener.reports import EXPORTERS
    from screener.reports.report import exporter_for

    exporter_for(path, EXPORTERS)


def check_target(path: Path) -> None:
    """Raises BadInput when no format has the suffix of `path`, or no file can be written there."""
    from screener.reports.report import check_target as check_place

    check_format(path)
    check_place(path)


def guarded(text: str) -> str:
    """`text` for a spreadsheet cell, never run as a formula."""
    from screener.reports.report import guarded as guard

    return guard(text)
