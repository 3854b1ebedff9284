"""Rebuild resources/sample_assessment.json, the result the very first window is painted from.

Run after any change to the shipped data, the screens or the assessment's shape:
    .venv/bin/python packaging/sample_assessment.py
"""

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from screener.providers.snapshot import load_universe  # noqa: E402  the path must be set first
from screener.services.assessing import Judge  # noqa: E402
from screener.services.sample import assess_sample  # noqa: E402

if __name__ == "__main__":
    target = ROOT / "resources" / "sample_assessment.json"
    target.write_bytes(msgspec.json.encode(assess_sample(Judge(load_universe))))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")
