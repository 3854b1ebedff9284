"""A filing's markup as a tree, and its contexts and names resolved; hostile markup is refused.

lxml is imported at the first document, not at start.
"""

import re
from datetime import date
from html.entities import html5
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

Element = Any
"""An element of lxml, which has no type information."""

_HEAD, _DECLARATIONS, _LONGEST_TEXT = 4096, 65536, 200
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_NAMESPACES = (
    (re.compile(r"fasb\.org/us-gaap/|xbrl\.us/us-gaap/"), "us-gaap"),
    (re.compile(r"fasb\.org/srt/"), "srt"),
    (re.compile(r"xbrl\.sec\.gov/dei/|xbrl\.us/dei/"), "dei"),
    (re.compile(r"xbrl\.sec\.gov/country/"), "country"),
    (re.compile(r"xbrl\.sec\.gov/stpr/"), "stpr"),
    (re.compile(r"xbrl\.ifrs\.org/taxonomy/.*ifrs-full"), "ifrs-full"),
)
_TEXT, _TEXT_END = b"<TEXT>", b"</TEXT>"
_XML_START = re.compile(rb"<(\?xml|!DOCTYPE|!--|html|HTML|xbrl\s|xbrli:xbrl)")


class NotReadable(ValueError):
    """The bytes are no document that can be read; the text says in a few words why not."""


class Context(msgspec.Struct, frozen=True):
    """Whom and when a fact is about; `members` maps axis to member, both "prefix:name"."""

    start: date | None
    end: date | None
    members: dict[str, str]


class Document(msgspec.Struct, frozen=True):
    """A parsed document with its contexts by id."""

    root: Element
    contexts: dict[str, Context]
    is_inline: bool


def parse(data: bytes) -> Document:
    """The document in `data`. Raises NotReadable for anything that is not XBRL or not safe."""
    root = _tree(_unwrapped(data))
    contexts = {
        element.get("id"): _context(element)
        for element in root.iter("{*}context")
        if element.get("id") is not None
    }
    is_inline = next(root.iter("{*}nonFraction", "{*}nonNumeric"), None) is not None
    if not contexts:
        raise NotReadable("no XBRL")
    return Document(root, contexts, is_inline)


def plain(text: str) -> str:
    """Text on one line, of a sane length, without what a terminal or a label would obey."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:_LONGEST_TEXT]


def canonical(name: str, namespaces: "Mapping[str | None, str]") -> str:
    """A "prefix:name" with the prefix everybody uses for that taxonomy, whatever the document calls it."""
    prefix, colon, local = plain(name).rpartition(":")
    if not colon:
        return local
    return f"{_usual_prefix(prefix, namespaces.get(prefix, ''))}:{local}"


def concept_of(element: Element) -> str:
    """The name of an instance element as "prefix:name"."""
    from lxml import etree

    name = etree.QName(element)
    return f"{_usual_prefix(element.prefix or '', name.namespace or '')}:{name.localname}"


def _usual_prefix(prefix: str, namespace: str) -> str:
    for pattern, usual in _NAMESPACES:
        if pattern.search(namespace):
            return usual
    return prefix


def _unwrapped(data: bytes) -> bytes:
    """The first XBRL part of a complete submission; other documents as they are."""
    if b"<DOCUMENT>" not in data[:_HEAD] and b"<SEC-DOCUMENT>" not in data[:_HEAD]:
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return data if is_wide else data.lstrip(b"\xef\xbb\xbf \t\r\n")
    at = data.find(_TEXT)
    while at >= 0:
        end = data.find(_TEXT_END, at)
        body = data[at + len(_TEXT) : end if end >= 0 else len(data)].strip().removesuffix(b"</XBRL>")
        head = body[:_DECLARATIONS]
        start = _XML_START.search(head)
        if start is not None and (b"/inlineXBRL" in head or b"xbrl.org/2003/instance" in head):
            return body[start.start() :].strip()
        at = data.find(_TEXT, end) if end >= 0 else -1
    raise NotReadable("no XBRL")


def _tree(data: bytes) -> Element:
    from lxml import etree

    if b"<!ENTITY" in data:
        raise NotReadable("entities")
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        if b"<html" not in data[:_HEAD].lower():
            raise NotReadable(f"not well-formed XML: {error.msg}") from error
        # Inline documents are read by browsers first, and some are only as good as a browser needs.
        root = etree.fromstring(_ENTITY.sub(_numeric, data), _parser(recover=True))
    if root is None:
        raise NotReadable("empty")
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):
        raise NotReadable("entities")
    return root


def _parser(*, recover: bool) -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _numeric(match: "re.Match[bytes]") -> bytes:
    """A named character of HTML as a number, which XML knows too."""
    name = match[1]
    if name in _XML_ENTITIES:
        return match[0]
    character = html5.get(f"{name.decode('ascii')};", "")
    return "".join(f"&#{ord(one)};" for one in character).encode("ascii")


def _context(element: Element) -> Context:
    members = {}
    for member in element.iter("{*}explicitMember", "{*}typedMember"):
        text = "".join(member.itertext())
        namespaces = member.nsmap
        members[canonical(member.get("dimension", ""), namespaces)] = canonical(text, namespaces)
    instant = _day(element, "instant")
    return Context(_day(element, "startDate"), instant or _day(element, "endDate"), members)


def _day(element: Element, name: str) -> date | None:
    found = next(element.iter("{*}" + name), None)
    text = "" if found is None else "".join(found.itertext()).strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
