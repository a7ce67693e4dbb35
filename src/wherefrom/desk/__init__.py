"""Desk: the local web app in which people read and judge; nothing yet."""
