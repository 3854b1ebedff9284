"""Findings turned into sentences."""
