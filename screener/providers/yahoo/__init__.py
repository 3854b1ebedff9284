"""Yahoo Finance, through yfinance's data layer."""
