"""The parties and arrows of the ring map in words, for tips, screen readers and the evidence."""

from PySide6.QtCore import QCoreApplication

from screener.ui import formats
from screener.ui.models import deal_words
from screener.ui.models.ring_graph import MapLeg, MapNode
from screener.wording.labels import in_sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("ring_map", text)


def weight_words(node: MapNode) -> str:
    """The user's weight, marked where it is through funds only."""
    share = formats.percent(node.weight)
    return share if node.direct > 0 else _tr("{share} via funds").format(share=share)


def place_words(node: MapNode) -> str:
    """Where a party stands."""
    return {
        "inside": _tr("Inside: on a loop"),
        "adjacent": _tr("Adjacent: beside a loop"),
        "outside": _tr("Outside: on no loop and beside none"),
        "not_known": _tr("Place not known"),
    }[node.place]


def stands_words(node: MapNode) -> str:
    """Where a party stands and how much of the user's money is in it."""
    place = place_words(node)
    if not node.weight:
        return _tr("{place}; none of your money is in it").format(place=place)
    return _tr("{place}; {share} of your money").format(place=place, share=weight_words(node))


def node_words(node: MapNode) -> str:
    """A party in a sentence, for tips and screen readers."""
    return f"{node.name}: {stands_words(node)}"


def leg_words(leg: MapLeg, payer: str, payee: str) -> str:
    """A leg in a few lines: who pays whom, for what, how far it has come, and its deals."""
    kinds = deal_words.leg_kinds(record.deal for record in leg.records)
    status = in_sentence(deal_words.status_title(leg.status))
    head = f"{payer}{deal_words.ARROW}{payee}: {kinds}, {status}"
    return "\n".join([head, *(deal_words.line(record.deal) for record in leg.records)])
