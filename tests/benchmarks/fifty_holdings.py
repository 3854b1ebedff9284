"""A home folder with a portfolio of 50 holdings that was judged once, as after yesterday's use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

HOLDINGS = 50


def chosen_symbols(count: int = HOLDINGS) -> tuple[str, ...]:
    """The sample's symbols, then companies and funds in file order, then as many that nothing is known of."""
    from screener.providers.snapshot import load_universe
    from screener.services.sample import sample_portfolio

    universe = load_universe()
    known = [listing.symbol for company in universe.companies for listing in company.listings]
    known += [fund.symbol for fund in universe.funds]
    sample = [holding.symbol for holding in sample_portfolio().holdings if holding.kind != "cash"]
    wanted = list(dict.fromkeys([*sample, *known]))
    wanted += [f"ZQ{number:04d}" for number in range(count - len(wanted))]
    return tuple(wanted[:count])


@contextmanager
def home_with_holdings(count: int = HOLDINGS) -> Iterator[Path]:
    """A home of its own for the app's children; removed afterwards."""
    from screener.services.holding_input import HoldingDraft
    from screener.services.opening import open_workspace

    with TemporaryDirectory() as folder:
        before = os.environ.get("RINGFENCE_HOME")
        os.environ["RINGFENCE_HOME"] = folder
        try:
            with open_workspace(offline=True) as workspace:
                workspace.open(workspace.create("Benchmark", "USD"))
                for number, symbol in enumerate(chosen_symbols(count), start=1):
                    workspace.add_holding(HoldingDraft(symbol, str(5 + number % 17), "1000", "USD"))
                workspace.assess()
            yield Path(folder)
        finally:
            if before is None:
                del os.environ["RINGFENCE_HOME"]
            else:
                os.environ["RINGFENCE_HOME"] = before
