"""The web: addresses judged, fetched and recorded as WARC."""
