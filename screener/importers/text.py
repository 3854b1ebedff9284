"""From bytes to text: limits, what is no text at all, and the encodings people's files have."""

import codecs
import re
from pathlib import Path

from screener.errors import BadInput
from screener.importers.columns import knows_label
from screener.ordinary_file import NotOrdinary, read_ordinary
from screener.translation import translate

MAX_BYTES = 32 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_BINARIES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"SQLite format 3",
    b"7z\xbc\xaf",
)
_ASIAN = ("gb18030", "big5hkscs", "cp932", "cp949")
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROLS_PER_TEXT = 0.02
_SAMPLE = 20_000


def read_text(path: Path) -> str:
    """The text of the file, with line feeds between lines and without invisible marks of direction.

    Raises BadInput with one sentence for what cannot be read, is too large or is not text.
    """
    data = _read_bytes(path)
    if not data.strip():
        raise BadInput(translate("import", "{file} is empty.").format(file=path.name), path=path)
    _refuse_binary(data, path)
    text = _decode(data)
    if len(_CONTROL.findall(text, 0, _SAMPLE)) > max(2, _CONTROLS_PER_TEXT * min(len(text), _SAMPLE)):
        raise _not_text(path)
    _refuse_markup(text, path)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", text) if _INVISIBLE.search(text) else text


def _read_bytes(path: Path) -> bytes:
    try:
        data = read_ordinary(path, MAX_BYTES)
    except IsADirectoryError as error:
        text = translate("import", "{file} is a folder, not a file.")
        raise BadInput(text.format(file=path), path=path) from error
    except NotOrdinary as error:
        text = translate("import", "{file} is not an ordinary file.")
        raise BadInput(text.format(file=path), path=path) from error
    except OSError as error:
        text = translate("import", "{file} cannot be read: {reason}.")
        raise BadInput(text.format(file=path, reason=error.strerror or error), path=path) from error
    if len(data) > MAX_BYTES:
        raise BadInput(
            translate("import", "{file} is larger than {limit} MB; no list of positions is.").format(
                file=path.name, limit=MAX_BYTES // 1024 // 1024
            ),
            path=path,
        )
    return data


def _refuse_binary(data: bytes, path: Path) -> None:
    if data.startswith(_WORKBOOKS):
        raise BadInput(
            translate(
                "import", "{file} is a workbook or an archive. Please save the sheet as CSV and import that."
            ).format(file=path.name),
            path=path,
        )
    if data.startswith(_BINARIES):
        raise _not_text(path)


def _refuse_markup(text: str, path: Path) -> None:
    """Statements and web pages are text, but not tables."""
    head = text[:200].lstrip("\ufeff \t\r\n")
    if head.startswith(("<", "{", "[{", "OFXHEADER")):
        raise BadInput(
            translate(
                "import",
                "{file} is a statement or a page (OFX, XML, HTML or JSON), not a table. "
                "Please export the positions as CSV and import that.",
            ).format(file=path.name),
            path=path,
        )


def _not_text(path: Path) -> BadInput:
    return BadInput(
        translate(
            "import", "{file} is not a text file. Please export the positions as CSV and import that."
        ).format(file=path.name),
        path=path,
    )


def _decode(data: bytes) -> str:
    """The text of `data`; bytes that no encoding explains become replacement characters."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    sample = data[:_SAMPLE]
    if sample.count(b"\x00") > len(sample) // 4:
        zeros_first = sample[0::2].count(b"\x00") > sample[1::2].count(b"\x00")
        return data.decode("utf-16-be" if zeros_first else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_local(data)


def _decode_local(data: bytes) -> str:
    """Text from before UTF-8: an Asian encoding when it makes sense as one, else Western European.

    Nearly every byte sequence is valid in several of them. What decides is a column name that is
    known; failing that, Asian text comes in pairs of high bytes, Western letters stand alone.
    """
    readable: list[str] = []
    for encoding in _ASIAN:
        try:
            readable.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    for text in readable:
        if any(knows_label(cell) for cell in re.split("[,;\t|\r\n]", text[:_SAMPLE])):
            return text
    runs = [len(run) for run in _HIGH.findall(data[:_SAMPLE])]
    in_pairs = sum(length for length in runs if length > 1)
    if readable and in_pairs > 0.75 * sum(runs):
        return readable[0]
    return data.decode("cp1252", errors="replace")
