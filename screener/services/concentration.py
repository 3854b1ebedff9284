"""Reading the customers out of a filing on this computer."""

from pathlib import Path

import msgspec

from screener.domain.concentration import Concentration, read, source_of
from screener.domain.figure import Figure
from screener.errors import BadInput
from screener.translation import translate


class FilingReading(msgspec.Struct, frozen=True):
    """What a filing says of its customers, and the commitments tagged in it by field name.

    `is_whole` is False for a document without a balance sheet: its silence says nothing.
    """

    file: str
    found: Concentration
    figures: dict[str, Figure]
    is_whole: bool = True


def read_filing_file(path: Path) -> FilingReading:
    """The customers in a filing: an inline document or an XBRL instance, also as gzip.

    Raises BadInput with one sentence when the file is missing, too large, or no such document.
    """
    from screener.providers.edgar.bounded import TooLarge, read_bounded
    from screener.providers.edgar.commitments import commitments
    from screener.providers.edgar.document import NotReadable
    from screener.providers.edgar.filing import read_filing

    try:
        content = read_filing(read_bounded(path))
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    except TooLarge as error:
        raise _refused(path, translate("filing", "it is larger than a filing can be")) from error
    except NotReadable as error:
        raise _refused(path, _why(str(error))) from error
    except ValueError as error:
        raise _refused(path, translate("filing", "the gzip file is broken")) from error
    source = source_of(content.head)
    return FilingReading(
        path.name,
        read(content.head, content.shares),
        commitments(content, source),
        content.has_statements,
    )


def _why(cause: str) -> str:
    if cause == "no XBRL":
        return translate("filing", "it holds no XBRL facts")
    if cause == "entities":
        return translate("filing", "it declares entities, which filings do not")
    return translate("filing", "it is no XBRL document")


def _refused(path: Path, reason: str) -> BadInput:
    text = translate("filing", "{file} was not read as a filing: {reason}.")
    return BadInput(text.format(file=path.name, reason=reason), path=path)
