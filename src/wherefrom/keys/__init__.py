"""Keys of people: Ed25519, kept outside of every case."""
