"""Papers of custody: the collection form and the custody report, made of one record of what the ledger tells."""
