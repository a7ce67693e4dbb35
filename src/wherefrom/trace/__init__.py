"""Trace: what a claim rests on, and on how many independent origins."""
