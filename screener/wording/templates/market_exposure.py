"""Sentences of the market exposure screens."""

TEMPLATES = {
    "ai_role.role_and_layer": "Its role in the AI build-out is {role}, in the {layer} layer.",
    "ai_role.role": "Its role in the AI build-out is {role}.",
    "ai_role.unknown": "Whether it has a role in the AI build-out is not known: the ledger records none.",
    "ai_role.not_applicable.outside": "It was reviewed and no part in the AI build-out was found.",
    "cluster_beta.information": (
        "Its shares moved {beta}% for each percent that AI shares moved beyond the market (between {low} and "
        "{high}; {weeks} weeks to {day})."
    ),
    "cluster_beta.against": (
        "Its shares moved {beta}% against each percent that AI shares moved beyond the market (between {low} "
        "and {high}; {weeks} weeks to {day})."
    ),
    "cluster_beta.unclear": (
        "Its shares did not clearly move with or against AI shares beyond the market (between {low} and "
        "{high}% for each percent; {weeks} weeks to {day})."
    ),
    "cluster_beta.unknown": (
        "How its shares move with AI shares is not known: weekly closes of a year at least are needed."
    ),
    "effective_n.not_applicable.company": "The spread of a portfolio is not judged for one company.",
    "portfolio.effective_n.pass": "The money is spread as if over {n} equal positions.",
    "portfolio.effective_n.fail": "The money is spread as if over only {n} equal positions.",
    "portfolio.effective_n.unknown": "Nothing has a value yet, so there is no spread to measure.",
    "portfolio.ai_role.pass": (
        "Companies of the AI build-out make only {share} of the money; {unseen} could not be looked into."
    ),
    "portfolio.ai_role.fail": (
        "Companies of the AI build-out make {share} of the money; {unseen} could not be looked into."
    ),
    "portfolio.ai_role.unknown": (
        "How much of the money is in companies of the AI build-out is not known: {share} is seen there, and "
        "{unseen} could not be looked into."
    ),
    "portfolio.cluster_beta.information": (
        "At today's weights, {covered} of the money moved {beta}% for each percent that AI shares moved "
        "beyond the market (between {low} and {high}; {weeks} weeks to {day})."
    ),
    "portfolio.cluster_beta.unknown": (
        "How the money moves with AI shares is not known: weekly closes of a year at least are needed."
    ),
    "portfolio.levels": (
        "Of your money, {high} is in companies at level 3 or higher; {not_rated} could not be rated."
    ),
}
