"""Relays: attributions within attributions, and the chains that they form."""
