"""The guard: reading in confined processes, and checking what they hand back."""
