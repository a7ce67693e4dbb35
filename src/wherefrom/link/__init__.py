"""Link: copies folded, the same claim joined across documents."""
