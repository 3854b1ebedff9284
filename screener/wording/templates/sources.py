"""What goes wrong with an outside source."""

TEMPLATES = {
    "source.rate_limited": "{source} asks for fewer requests.",
    "source.refused": "{source} refused the request.",
    "source.unreachable": "{source} cannot be reached.",
    "source.timed_out": "{source} did not answer in time.",
    "source.server_error": "{source} has trouble of its own.",
    "source.bad_answer": "{source} sent an answer that cannot be read.",
    "source.symbol_unknown": "{source} does not know {symbol}.",
    "source.no_contact": "{source} is not asked: it wants a contact address, and none is set in Settings.",
    "source.host_off": "You turned {host} off in Settings > Sources.",
    "source.statements_off": "Statements are not read from {source}: that is switched off in Settings.",
    "source.closed": "{source} is no longer asked: the program is closing.",
}
