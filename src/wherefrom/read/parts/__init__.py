"""What every format writes with: source bytes, drafts of documents, charsets, limits."""
