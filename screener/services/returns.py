"""The money of the ring: yearly flows, return shares, the Finn index and vendor financing, made once."""

from typing import TYPE_CHECKING

import msgspec

from screener.domain.ring.flows import Flows
from screener.domain.ring.ledger import Ledger
from screener.domain.ring.returns import Returns
from screener.domain.ring.vendor import VendorFinancing

if TYPE_CHECKING:
    from screener.domain.universe import Universe


class RingMoney(msgspec.Struct, frozen=True):
    """What the ledger says about money; `vendors` by party."""

    ledger: Ledger
    flows: Flows
    returns: Returns
    vendors: dict[str, VendorFinancing]


def ring_money(universe: "Universe", ledger: Ledger | None = None) -> RingMoney:
    """Slow: loads the solver. All of it for a ledger, by default the one of the universe."""
    from screener.domain.ring import ledger as ledgers
    from screener.domain.ring.flows import last_four_quarters, yearly
    from screener.domain.ring.money import revenue_figures
    from screener.domain.ring.returns import returns
    from screener.domain.ring.vendor import vendor_financing

    ledger = ledger or ledgers.build(universe.ledger)
    revenue = revenue_figures(universe.companies, universe.rates)
    flows = yearly(ledger, universe.customers, revenue, last_four_quarters(revenue, ledger))
    return RingMoney(ledger, flows, returns(ledger, flows), vendor_financing(ledger, revenue))
