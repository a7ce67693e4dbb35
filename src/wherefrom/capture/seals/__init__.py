"""Seals: signatures and time stamps of the ledger's head."""
