"""What every way of finding attributions works with: units of text, quotations, drafts and how sure each way is."""
