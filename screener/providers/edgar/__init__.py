"""Filings with the SEC: the reader of inline and instance XBRL, company facts, and the polite client."""
