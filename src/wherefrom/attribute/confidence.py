"""How sure a pair is: for each rule, the share of its pairs that are right.

Measured on the quarter of the benchmark's training half that the lexicon of cues was not counted on (220 articles): a pair
counts as right when its cue meets an annotated one and the words of source, cue and content overlap by half or more. Rounded to
0.05. Measure again with ``python benchmarks/attribution.py TRAIN OUT --rules``.
"""

# One of a kind that was seen fewer than ten times has the rate of its nearest relative, less 0.1.
BY_RULE: dict[str, float] = {
    "quotation before": 0.95,
    "quotation before, inverted": 0.9,
    "quotation after": 0.85,
    "that clause": 0.85,
    "clause before": 0.75,
    "clause before, inverted": 0.5,
    "according to, after": 0.85,
    "according to, before": 0.7,
    "according to, inside": 0.65,
    "question clause": 0.7,
    "bare complement": 0.55,
    "infinitive": 0.5,
    "headline colon": 0.7,
    "passive": 0.4,
    "object relative": 0.5,
    "relay": 0.6,
}
NO_SOURCE = 0.35
# An attribution inside another's content: the benchmark does not mark them; judged on the first 100 that were found.
NESTED_FACTOR = 0.9


def confidence_of(rule: str, probability: float, *, nested: bool) -> float:
    """The confidence of a pair: its rule's, lowered where the cue's own words seldom credit."""
    base = BY_RULE.get(rule, NO_SOURCE)
    doubt = min(1.0, 0.7 + 0.3 * probability)
    return round(base * doubt * (NESTED_FACTOR if nested else 1.0), 2)


# The author's own voice: nobody is credited anywhere in the sentence, or words were left over beside a credit. Judged on fifty
# of each: the rest were opinions, fragments, or credits that the rules had missed.
OWN_WHOLE = 0.75
OWN_PART = 0.55
