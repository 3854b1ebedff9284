"""The hosts of Yahoo Finance, known before anything else of it is imported."""

STREAM_HOST = "streamer.finance.yahoo.com"
ANSWERING_HOSTS = (
    "query1.finance.yahoo.com",
    "query2.finance.yahoo.com",
    "fc.yahoo.com",
    "guce.yahoo.com",
    "consent.yahoo.com",
)
HOSTS = (*ANSWERING_HOSTS, STREAM_HOST)
