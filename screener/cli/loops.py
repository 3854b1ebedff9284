"""`ringfence loops`: every loop of the shipped ledger of a given strength or better."""

import argparse
from typing import Any

from screener.cli.command import DONE, Command, add_format, note, print_csv, print_json, print_table
from screener.domain.assessment import Loop
from screener.domain.ring.deal import STRENGTHS
from screener.services.opening import open_workspace
from screener.translation import translate
from screener.wording import dollars, label

MAX_LEGS = 6


def _arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument(
        "--status",
        choices=tuple(reversed(STRENGTHS)),
        default="announced",
        help=translate("cli", "loops of this strength or better (%(default)s)"),
    )
    part.add_argument(
        "--legs",
        type=int,
        default=4,
        choices=range(2, MAX_LEGS + 1),
        help=translate("cli", "at most so many legs (%(default)s)"),
    )
    add_format(part)


def as_dict(loop: Loop) -> dict[str, Any]:
    """A loop as plain values; money in whole US dollars."""
    return {
        "entities": list(loop.entities),
        "strength": loop.strength,
        "bottleneck_usd": float(loop.bottleneck_usd) if loop.bottleneck_usd is not None else None,
        "one_package": loop.one_package,
        "legs": [
            {
                "payer": leg.payer,
                "payee": leg.payee,
                "strength": leg.strength,
                "deals": [deal.id for deal in leg.deals],
            }
            for leg in loop.legs
        ],
    }


def _run(options: argparse.Namespace) -> int:
    with open_workspace(offline=True, store=False) as workspace:
        search = workspace.search_loops(options.status, options.legs)
        names = workspace.entity_names()
    if options.format == "json":
        print_json({"loops": [as_dict(loop) for loop in search.loops], "truncated": search.truncated})
        return DONE
    rows = [
        [
            label("strength", loop.strength),
            " → ".join(names.get(entity, entity) for entity in (*loop.entities, loop.entities[0])),
            dollars(loop.bottleneck_usd) if loop.bottleneck_usd is not None else "?",
        ]
        for loop in search.loops
    ]
    header = [translate("cli", "Strength"), translate("cli", "Loop"), translate("cli", "Smallest leg")]
    if options.format == "csv":
        print_csv(header, rows)
    else:
        print_table(header, rows, right=(2,))
    if search.truncated:
        note(translate("cli", "There are more loops than are searched for; the list is cut short."))
    return DONE


LOOPS = Command("loops", lambda: translate("cli", "list the money loops of the ledger"), _arguments, _run)
