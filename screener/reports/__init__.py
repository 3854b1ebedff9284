"""Risk summaries of an assessment; every format is one file, registered in `EXPORTERS`."""

from screener.reports.csv_report import CSV
from screener.reports.html_report import HTML
from screener.reports.json_report import JSON
from screener.reports.report import Exporter

EXPORTERS: tuple[Exporter, ...] = (HTML, CSV, JSON)
"""All formats a summary can be written in.

When adding one: write `reports/<format>_report.py` with an `Exporter`, add it here and give it a
test in `tests/reports/`.
"""

__all__ = ["EXPORTERS", "Exporter"]
