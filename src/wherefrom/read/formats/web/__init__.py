"""Web pages: from tokens to blocks, and the part that is the article."""
