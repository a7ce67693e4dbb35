"""The dossier: a static site of a traced case."""
