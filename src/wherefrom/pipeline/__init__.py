"""The order of the stages, and what runs them."""
