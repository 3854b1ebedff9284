"""Following money through a network: how much of what a party is paid had left certain parties before.

The money of a party is a mixture. Even mixing (pro rata) says each payment holds the same part of it; that
is one convention of several, so two linear programs say the least and the most that any convention can give.

In the words of methods 1.2: u is the part of a party's money that came from the sources; S = what it got
from parties + money from outside + fall of its cash.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from highspy import HighsLp, ObjSense

Sources = frozenset[str]
_TOLERANCE = 1e-9


class Payment(msgspec.Struct, frozen=True):
    """Money from one party to another; `is_sale`: it is revenue of the payee."""

    payer: str
    payee: str
    amount: float
    is_sale: bool


class Network(msgspec.Struct, frozen=True):
    """Payments of one window and the money parties had besides, all in one currency.

    `outside` has money from outside the network and falls of cash by party, none = 0. It is never less
    than what a party paid beyond what it got, as that came from somewhere.
    """

    payments: tuple[Payment, ...]
    outside: dict[str, float]


class Origin(msgspec.Struct, frozen=True):
    """What of the sales of one party had left the sources before, in the currency of the network.

    `sales` by payers outside the sources, `related` by payers among them (ordinary sales to a backer).
    `mixed` by even mixing, `least` and `most` for any way of mixing. `through` are the parties the money can
    have passed on its way back.
    """

    sales: float
    related: float
    mixed: float
    least: float
    most: float
    through: frozenset[str]


def network(payments: Iterable[Payment], outside: Mapping[str, float]) -> Network:
    """The network with every party's outside money raised to what it must have had."""
    kept = tuple(one for one in payments if one.amount > 0 and one.payer != one.payee)
    balance = dict.fromkeys((party for one in kept for party in (one.payer, one.payee)), 0.0)
    for one in kept:
        balance[one.payer] += one.amount
        balance[one.payee] -= one.amount
    return Network(kept, {party: max(outside.get(party, 0.0), short) for party, short in balance.items()})


def origin(money: Network, target: str, sources: Sources) -> Origin:
    """Where the sales of `target` come from. `sources` hold the target and are fixed for the answer."""
    sales = [one for one in money.payments if one.is_sale and one.payee == target]
    payers = frozenset(one.payer for one in sales) - sources
    through = between(money, sources, payers)
    total = sum(one.amount for one in sales if one.payer not in sources)
    related = sum(one.amount for one in sales if one.payer in sources)
    if not payers & through:
        return Origin(total, related, 0.0, 0.0, 0.0, frozenset())
    inside = [one for one in money.payments if one.payer in through or one.payee in through]
    part = shares(money, sources)
    mixed = sum(part[one.payer] * one.amount for one in sales if one.payer in through)
    least, most = _bounds(inside, money.outside, through, sources, target)
    return Origin(total, related, mixed, least, most, through)


def shares(money: Network, sources: Sources) -> dict[str, float]:
    """The u of every party: 1 for the sources, exactly 0 where no money of theirs can have come."""
    import numpy

    order = sorted(reached(money, sources) - sources)
    index = {party: place for place, party in enumerate(order)}
    system = numpy.zeros((len(order), len(order)))
    given = numpy.zeros(len(order))
    for party, place in index.items():
        system[place, place] = money.outside.get(party, 0.0)
    for one in money.payments:
        place = index.get(one.payee, -1)
        if place < 0:
            continue
        system[place, place] += one.amount
        if one.payer in sources:
            given[place] += one.amount
        elif one.payer in index:
            system[place, index[one.payer]] -= one.amount
    found = dict.fromkeys(money.outside, 0.0) | dict.fromkeys(sources, 1.0)
    if order:
        # Never singular: some money of the sources, or from outside, enters every group of parties here.
        answer = numpy.linalg.solve(system, given)
        found |= {party: min(1.0, max(0.0, float(answer[place]))) for party, place in index.items()}
    return found


def between(money: Network, sources: Sources, payers: frozenset[str]) -> frozenset[str]:
    """The parties on a way from the sources to one of the payers, the sources left out."""
    ahead = reached(money, sources)
    back = _reached(payers, _steps(money, lambda one: (one.payee, one.payer)), stop=sources)
    return (ahead & back) - sources


def reached(money: Network, sources: Sources) -> frozenset[str]:
    """The sources and every party some money of theirs can have come to."""
    return _reached(sources, _steps(money, lambda one: (one.payer, one.payee)))


def _steps(money: Network, ends: Callable[[Payment], tuple[str, str]]) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = {}
    for one in money.payments:
        start, end = ends(one)
        steps.setdefault(start, set()).add(end)
    return steps


def _reached(
    starts: Iterable[str], steps: Mapping[str, set[str]], stop: Sources = frozenset()
) -> frozenset[str]:
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        party = waiting.pop()
        if party in stop:
            continue
        for after in steps.get(party, ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return frozenset(seen)


def _bounds(
    payments: list[Payment],
    outside: Mapping[str, float],
    through: frozenset[str],
    sources: Sources,
    target: str,
) -> tuple[float, float]:
    """The least and the most of the sources' money among the sales to `target`.

    One unknown a payment: the part of it that is the sources' money. What the sources pay is theirs, what
    parties off the way pay is not. Each party can pass on no more of it than it got, and no more of the
    other money than it got of that or had.
    """
    import highspy

    unknowns = [one for one in payments if one.payer in through]
    scale = max(one.amount for one in payments)
    program: HighsLp = highspy.HighsLp()
    rows = {party: place for place, party in enumerate(sorted(through))}
    marked = dict.fromkeys(rows, 0.0)
    spare = {party: outside.get(party, 0.0) for party in rows}
    for one in payments:
        if one.payee in rows:
            spare[one.payee] += one.amount
            marked[one.payee] += one.amount if one.payer in sources else 0.0
        if one.payer in rows:
            spare[one.payer] -= one.amount
    starts, places, values = [0], [], []
    for one in unknowns:
        for party, sign in ((one.payer, 1.0), (one.payee, -1.0)):
            if party in rows:
                places.append(rows[party])
                values.append(sign)
        starts.append(len(places))
    program.num_col_, program.num_row_ = len(unknowns), len(rows)
    program.col_cost_ = [1.0 if one.is_sale and one.payee == target else 0.0 for one in unknowns]
    program.col_lower_ = [0.0] * len(unknowns)
    program.col_upper_ = [one.amount / scale for one in unknowns]
    program.row_lower_ = [(marked[party] - max(0.0, spare[party])) / scale for party in rows]
    program.row_upper_ = [marked[party] / scale for party in rows]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = starts, places, values
    return _solved(program, highspy.ObjSense.kMinimize) * scale, _solved(
        program, highspy.ObjSense.kMaximize
    ) * scale


def _solved(program: "HighsLp", sense: "ObjSense") -> float:
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # typed only in its compiled part
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off")):
        solver.setOptionValue(option, value)
    for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
        solver.setOptionValue(option, _TOLERANCE)
    solver.passModel(program)
    solver.changeObjectiveSense(sense)
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(f"the linear program of a return share ended as {status}")
    return max(0.0, float(solver.getInfo().objective_function_value))
