"""Read: from preserved bytes to text with passages, metadata and the map back to bytes."""
