"""Which roles of the ledger belong to the AI cluster, and to which part of it (methods 3.6)."""

CLUSTER_OF_ROLE: dict[str, str] = {
    "fuel": "chips",
    "foundry": "chips",
    "memory": "chips",
    "networking": "chips",
    "server_oem": "chips",
    "gear": "clouds",
    "neocloud": "clouds",
    "data_centre_reit": "clouds",
    "engine": "labs",
    "power": "power",
    "software_app": "software",
    "data": "software",
}
"""Financiers and end users stand outside: AI is not what they live on."""
