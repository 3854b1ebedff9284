"""The portfolio in a sentence or two, and a company's standing in a line."""

from screener.domain.assessment import Assessment, Exposure, PositionResult, Standing
from screener.domain.figure import share_basis
from screener.translation import translate
from screener.wording.labels import in_sentence, label
from screener.wording.numbers import percent, whole_percent


def headline(exposure: Exposure) -> str:
    """How much of the money rides on the ring, at least."""
    if exposure.total.amount == 0:
        return translate("Headline", "Nothing here has a value yet, so there is nothing to judge.")
    return translate(
        "Headline",
        "{inside} of your money is in companies on a loop ({firm} on signed deals); {tied} in companies tied "
        "heavily to them; {not_judged} could not be judged.",
    ).format(
        inside=whole_percent(exposure.inside_low),
        firm=whole_percent(exposure.inside_firm),
        tied=whole_percent(exposure.tied_heavily),
        not_judged=whole_percent(exposure.not_judged),
    )


def high_end(exposure: Exposure, left_out: int = 0) -> str:
    """How much it could be at most, with what could not be seen; `left_out` positions are in no weight."""
    return " ".join(filter(None, (_bound(exposure), _left_out(left_out))))


def _left_out(count: int) -> str:
    if count == 0:
        return ""
    if count == 1:
        return translate("Headline", "1 position is left out of every weight.")
    return translate("Headline", "{n} positions are left out of every weight.").format(n=count)


def why_left_out(position: PositionResult) -> str:
    """Why a position is in no weight: sold short, without a rate, or without anything to value it by."""
    said = {note.id for note in position.notes}
    if "position_short" in said:
        return translate("Headline", "sold short")
    if "position_without_rate" in said:
        return translate("Headline", "no exchange rate known")
    return translate("Headline", "neither price nor cost known")


def left_out(assessment: Assessment) -> str:
    """The positions that are in no weight with the reason of each; empty where there are none."""
    by_reason: dict[str, list[str]] = {}
    for position in assessment.positions:
        if position.weight is None:
            by_reason.setdefault(why_left_out(position), []).append(position.symbol)
    return "; ".join(
        translate("Headline", "{symbols} ({reason})").format(symbols=", ".join(symbols), reason=reason)
        for reason, symbols in by_reason.items()
    )


def _bound(exposure: Exposure) -> str:
    if exposure.total.amount == 0:
        return translate("Headline", "Add holdings or import a file to begin.")
    if exposure.inside_high <= exposure.inside_low:
        return translate("Headline", "Nothing is left unseen that could raise this.")
    return translate(
        "Headline",
        "It could be up to {high}, counting what funds do not show and companies whose place is not known.",
    ).format(high=whole_percent(exposure.inside_high))


def ring_line(standing: Standing) -> str:
    """Place, tie and records of a company in one line."""
    parts = [_place(standing)]
    if standing.place in ("inside", "adjacent"):
        parts += [_tie(standing), rests_on(standing)]
    elif standing.tie.share is not None:
        parts.append(_tie(standing))
    return " \u00b7 ".join(part for part in parts if part)


def _place(standing: Standing) -> str:
    place = label("place", standing.place)
    if standing.place != "inside" or standing.strength is None:
        return place
    return translate("Headline", "{place}, {strength}").format(
        place=place, strength=in_sentence(label("strength", standing.strength))
    )


def _tie(standing: Standing) -> str:
    tie = standing.tie
    if tie.grade == "not_known" or tie.share is None:
        return in_sentence(label("tied", "not_known"))
    words = {
        "tied": in_sentence(label("tied", tie.grade)),
        "share": percent(tie.share.value),
        "measure": in_sentence(label("measure", tie.measure or "other")),
    }
    if tie.measure == "vendor_financing":
        return _financing(words, at_least=tie.at_least)
    basis = share_basis(tie.share.source, derived=tie.share.derived)
    if basis != "stated":
        words["measure"] = translate("Headline", "{measure}, {basis}").format(
            measure=words["measure"], basis=in_sentence(label("share_basis", basis))
        )
    if tie.at_least:
        return translate("Headline", "{tied} (at least {share}, {measure})").format(**words)
    return translate("Headline", "{tied} ({share}, {measure})").format(**words)


def _financing(words: dict[str, str], *, at_least: bool) -> str:
    if at_least:
        return translate(
            "Headline", "{tied} (signed cash financing of its customers is at least {share} of revenue)"
        ).format(**words)
    return translate(
        "Headline", "{tied} (signed cash financing of its customers is {share} of revenue)"
    ).format(**words)


def rests_on(standing: Standing) -> str:
    """On how many records a place hangs, with the source where it is one; empty for none."""
    if standing.records == 0:
        return ""
    if standing.records > 1:
        return translate("Headline", "rests on {n} records").format(n=standing.records)
    tier = in_sentence(label("tier", standing.best_tier or "none"))
    return translate("Headline", "rests on 1 record ({tier})").format(tier=tier)
