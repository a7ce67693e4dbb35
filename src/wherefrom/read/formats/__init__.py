"""The formats: one module or folder for each kind of payload."""
