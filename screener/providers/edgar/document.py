"""A filing's markup as a tree, and its contexts and names resolved; hostile markup is refused.

lxml is imported at the first document, not at start.
"""

import html
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

Element = Any
"""An element of lxml, which has no type information."""

_HEAD = 4096
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
_PARTS = re.compile(rb"<(XBRL|TEXT)>\s*(.*?)</\1>", re.DOTALL)
_XML_START = re.compile(rb"<(\?xml|html|xbrl|xbrli:xbrl|!--|!DOCTYPE)", re.IGNORECASE)


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


def canonical(name: str, namespaces: "Mapping[str | None, str]") -> str:
    """A "prefix:name" with the prefix everybody uses for that taxonomy, whatever the document calls it."""
    prefix, colon, local = name.strip().rpartition(":")
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
        return data.lstrip(b"\xef\xbb\xbf \t\r\n") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    for part in _PARTS.finditer(data):
        body = part[2]
        start = _XML_START.search(body)
        if start is not None and (b"/inlineXBRL" in body[:65536] or b"xbrl.org/2003/instance" in body[:65536]):
            return body[start.start() :].removesuffix(b"</XBRL>").strip()
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
    character = html.entities.html5.get(f"{name.decode('ascii')};", "")
    return "".join(f"&#{ord(one)};" for one in character).encode("ascii")


def _context(element: Element) -> Context:
    members = {}
    for member in element.iter("{*}explicitMember", "{*}typedMember"):
        text = " ".join("".join(member.itertext()).split())
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
