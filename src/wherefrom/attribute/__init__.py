"""Attribute: who said what, through whom."""
