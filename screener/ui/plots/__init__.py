"""Drawings of data: the price chart and the ring map."""
