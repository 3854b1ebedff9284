"""Sentences of the market exposure screens."""

TEMPLATES = {
    "ai_role.role_and_layer": "Its role in the AI build-out is {role}, in the {layer} layer.",
    "ai_role.role": "Its role in the AI build-out is {role}.",
    "ai_role.unknown": "Whether it has a role in the AI build-out is not known: the ledger records none.",
    "ai_role.not_applicable.outside": "It was reviewed and no part in the AI build-out was found.",
}
