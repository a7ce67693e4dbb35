"""PDF: sheets, lines, running heads, and what is hidden on a page."""
