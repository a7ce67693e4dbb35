"""Capture: originals into the bag, every act into the custody ledger."""
