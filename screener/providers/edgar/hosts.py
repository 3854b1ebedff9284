"""The SEC's name and hosts, known before anything else of it is imported."""

SOURCE = "SEC EDGAR"
HOSTS = ("www.sec.gov", "data.sec.gov")
