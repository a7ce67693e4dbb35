"""Archives of the web: WARC and ARC record by record (`warc`), and WACZ, which packs them (`wacz`)."""
