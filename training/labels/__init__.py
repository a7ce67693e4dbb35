"""Labels that people read for, and what draws the sheets that they read."""
