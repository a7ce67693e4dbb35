"""The custody ledger: its lines, and the acts that are written into it."""
