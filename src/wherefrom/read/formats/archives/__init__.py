"""Web archives: WARC and WACZ, record by record."""
