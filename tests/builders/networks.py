"""Random networks of money for hypothesis, and the published one the cycling index is tested against."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from screener.domain.figure import Figure
from screener.domain.message import Unit
from screener.domain.ring.flows import Window
from screener.domain.ring.tracing import Network, Payment, network
from tests.builders.ledgers import FILING

WINDOW = Window(date(2025, 7, 1), date(2026, 6, 30))
PARTIES = ("a", "b", "c", "d", "e")
OYSTER_REEF = {
    ("filter feeders", "predators"): 0.5135,
    ("filter feeders", "detritus"): 15.7910,
    ("microbiota", "meiofauna"): 1.2060,
    ("microbiota", "deposit feeders"): 1.2060,
    ("meiofauna", "deposit feeders"): 0.6609,
    ("meiofauna", "detritus"): 4.2403,
    ("deposit feeders", "predators"): 0.1721,
    ("deposit feeders", "detritus"): 1.9076,
    ("predators", "detritus"): 0.3262,
    ("detritus", "microbiota"): 8.1721,
    ("detritus", "meiofauna"): 7.2745,
    ("detritus", "deposit feeders"): 0.6431,
}
"""Energy flows of an intertidal oyster reef, Dame and Patten 1981, as in the data of the R package enaR."""
OYSTER_FOOD = {"filter feeders": 41.47}


def revenue(amount: int, as_of: date = date(2026, 6, 30), period: str = "TTM to 2026-06-30") -> Figure:
    """Reported revenue of the window's twelve months, unless said otherwise."""
    return Figure("revenue", Decimal(amount), Unit.MONEY, as_of, FILING, "USD", period)


def pay(payer: str, payee: str, amount: float, *, sale: bool = True) -> Payment:
    """One payment, a sale unless said otherwise."""
    return Payment(payer, payee, amount, sale)


def chip_lab_cloud(*, spv: bool = False) -> Network:
    """The worked example of methods 1.4, if wanted with a vehicle between lab and cloud."""
    between = [pay("lab", "spv", 12), pay("spv", "cloud", 12)] if spv else [pay("lab", "cloud", 12)]
    return network(
        [pay("chip", "lab", 10, sale=False), *between, pay("cloud", "chip", 20)],
        {"chip": 80, "lab": 8, "cloud": 30},
    )


def ring_of_four(outside: float) -> Network:
    """Four parties that pay one unit on, each with so much from outside."""
    return network([pay(*two, 1) for two in ("ab", "bc", "cd", "da")], dict.fromkeys("abcd", outside))


@st.composite
def networks(draw: st.DrawFn, *, acyclic: bool = False) -> Network:
    """Payments between five parties with money from outside; acyclic: only on in the alphabet."""
    pairs = [(one, two) for one in PARTIES for two in PARTIES if (one < two if acyclic else one != two)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=12, unique=True))
    amount = st.floats(0.5, 50)
    payments = [pay(*pair, draw(amount), sale=draw(st.booleans())) for pair in chosen]
    outside = {party: draw(st.one_of(st.just(0.0), amount)) for party in PARTIES}
    return network(payments, outside)
