"""Language: words, numbers and lists as data, below every stage."""
