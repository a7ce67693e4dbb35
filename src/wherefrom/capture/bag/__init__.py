"""The bag: originals in BagIt form, valid at every instant."""
