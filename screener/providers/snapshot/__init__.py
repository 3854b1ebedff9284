"""The facts shipped with Ringfence: the ledger, company figures, funds, prices, rates and closes.

They are read from `resources/` and need no network; every one has its source and day.
"""

from screener.domain.universe import Universe
from screener.errors import DataMissing
from screener.providers.snapshot import figures, ledger, ledger_file
from screener.providers.snapshot.checks import check
from screener.providers.snapshot.closes import load_closes, load_every_closes
from screener.providers.snapshot.files import (
    CompaniesFile,
    FundsFile,
    Manifest,
    MediansFile,
    PricesFile,
    StatedFile,
)
from screener.providers.snapshot.reading import read_json
from screener.providers.snapshot.seal import MANIFEST
from screener.translation import translate

__all__ = ["load_closes", "load_every_closes", "load_universe"]


def load_universe(newer: str | None = None) -> Universe:
    """Everything shipped, checked. Raises DataMissing naming the file and record that is wrong.

    `newer` is a ledger file (see `ledger_file`); the shipped ledger is used unless that is newer.
    """
    manifest = read_json(Manifest, *MANIFEST)
    parts = None if newer is None else ledger_file.parts(newer.encode(), manifest.ledger)
    parts = parts or ledger_file.shipped(manifest.ledger)
    entities = parts.entities
    try:
        universe = Universe(
            snapshot_id=manifest.id,
            snapshot_day=manifest.day,
            companies=figures.companies(entities, read_json(CompaniesFile, "snapshot", "companies.json")),
            funds=figures.funds(read_json(FundsFile, "snapshot", "funds.json")),
            prices=figures.prices(read_json(PricesFile, "snapshot", "prices.json")),
            ledger=ledger.ledger_data(parts.seal, entities, parts.deals, parts.reviewed),
            customers=ledger.customer_facts(parts.customers),
            stated=figures.stated(read_json(StatedFile, "snapshot", "stated.json")),
            medians=figures.medians(read_json(MediansFile, "snapshot", "medians.json")),
            rates=figures.rates(),
        )
    except KeyError as error:
        text = translate("snapshot", "The data shipped with Ringfence refers to the unknown source {name}.")
        raise DataMissing(text.format(name=error)) from error
    check(universe)
    return universe
