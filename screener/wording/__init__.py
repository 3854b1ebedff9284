"""Findings, figures and ids turned into words.

`sentence(message)` for findings and notes, `value(figure)` for numbers, `label(kind, id)` for names.
"""

from screener.wording.dates import age, day
from screener.wording.exposure import headline, high_end, left_out, rests_on, ring_line, why_left_out
from screener.wording.labels import label
from screener.wording.numbers import display_width, dollars, percent, value, whole_percent
from screener.wording.sentence import NotWordable, sentence, strict_sentence

__all__ = [
    "NotWordable",
    "age",
    "day",
    "display_width",
    "dollars",
    "headline",
    "high_end",
    "label",
    "left_out",
    "percent",
    "rests_on",
    "ring_line",
    "sentence",
    "strict_sentence",
    "value",
    "whole_percent",
    "why_left_out",
]
