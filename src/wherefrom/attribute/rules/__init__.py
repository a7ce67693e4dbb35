"""Rules: cues of a lexicon, the frames that follow them, and the patterns that pair them with source and content."""
