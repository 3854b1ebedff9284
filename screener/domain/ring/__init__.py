"""The deal graph: who pays whom, the loops in it, and where a company stands."""
