"""Works: reports, records and links that a document mentions."""
