"""Ringfence: how much of your own money rides on the AI circular-financing ring."""

__version__ = "0.1.0"
