"""Sources: which document of the case another one credits, quotes or varies."""
