"""How sure a pair is: for each rule, the share of its pairs that are right.

Measured on every fourth article of the benchmark's training half (210), with a lexicon counted on the others: a pair counts as
right when its cue meets an annotated one and source, cue and content overlap by half or more. Rounded to 0.05. To measure again::

    python benchmarks/derive_cues.py TRAIN.jsonl src/wherefrom/language/en/cues.tsv --hold-out
    python benchmarks/attribution_rules.py TRAIN.jsonl

and count the lexicon on all articles afterwards.
"""

# Behind each: how many pairs it was measured on.
BY_RULE: dict[str, float] = {
    "quotation before": 0.95,  # 613; 0.99, kept below certainty
    "quotation before, inverted": 0.95,  # 180
    "quotation after": 0.9,  # 109
    "that clause": 0.9,  # 359
    "clause before": 0.85,  # 83
    "clause before, inverted": 0.7,  # 4
    "according to, after": 0.85,  # 74
    "according to, before": 0.9,  # 16
    "according to, inside": 0.8,  # 6
    "question clause": 0.75,  # 26
    "bare complement": 0.7,  # 1604
    "infinitive": 0.6,  # 236
    "headline colon": 0.7,  # 14
    "passive": 0.45,  # 19
    # The benchmark marks these otherwise (a relay's content is the work cited there): estimated, not measured.
    "object relative": 0.5,
    "relay": 0.6,
    "signed": 0.85,
    "inner": 0.9,  # times the probability that inner.py gives, which is the share that was right
}
# The trained reader's attributions carry a calibrated confidence of their own.
TRAINED = "trained reader"
# What a second reader proposes carries the one that second_reader.py gives it.
PROPOSED = "second reader"
# Any rule without a source: 187 pairs, 0.34 right.
NO_SOURCE = 0.35
# An attribution inside another's content: the benchmark does not mark them; an estimate, not measured.
NESTED_FACTOR = 0.9


def confidence_of(rule: str, probability: float, *, nested: bool) -> float:
    """The confidence of a pair: its rule's, lowered where the cue's own words seldom credit; the trained reader's as it is."""
    of_its_own = rule in {TRAINED, PROPOSED}
    base = 1.0 if of_its_own else BY_RULE.get(rule, NO_SOURCE)
    doubt = probability if of_its_own else min(1.0, 0.7 + 0.3 * probability)
    return round(base * doubt * (NESTED_FACTOR if nested else 1.0), 2)


# The author's own voice: nobody is credited anywhere in the sentence, or words were left over beside a credit. Estimates,
# not measured: the rest are opinions, fragments, or credits that the rules missed.
OWN_WHOLE = 0.75
OWN_PART = 0.55
