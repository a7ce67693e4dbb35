"""Confinement of processes that read what others wrote."""
