"""Rules: every way in which a source, a cue and a content were bound together, each with how often it is right.

Measured on every fourth article of the benchmark's training half (210), with a lexicon counted on the others: a pair counts as
right when its cue meets an annotated one and source, cue and content overlap by half or more. Rounded to 0.05. To measure again::

    python benchmarks/derive_cues.py TRAIN.jsonl src/wherefrom/language/en/cues.tsv --hold-out
    python benchmarks/attribution_rules.py TRAIN.jsonl

and count the lexicon on all articles afterwards.
"""

from enum import Enum


class Rule(Enum):
    """A way of binding, by its name.

    Attributes:
        precision: the share of its pairs that are right.
        measured_on: how many pairs that was measured on; 0: estimated, since the benchmark marks these otherwise.
        example: an invented sentence.
    """

    QUOTATION_BEFORE = "quotation before", 0.95, 613, "“It failed,” Mara Quill said."
    QUOTATION_BEFORE_INVERTED = "quotation before, inverted", 0.95, 180, "“It failed,” said Mara Quill."
    QUOTATION_AFTER = "quotation after", 0.9, 109, "Mara Quill said: “It failed.”"
    THAT_CLAUSE = "that clause", 0.9, 359, "Mara Quill said that it failed."
    CLAUSE_BEFORE = "clause before", 0.85, 83, "It failed, Mara Quill said."
    CLAUSE_BEFORE_INVERTED = "clause before, inverted", 0.7, 4, "It failed, said Mara Quill."
    ACCORDING_TO_AFTER = "according to, after", 0.85, 74, "It failed, according to Mara Quill."
    ACCORDING_TO_BEFORE = "according to, before", 0.9, 16, "According to Mara Quill, it failed."
    ACCORDING_TO_INSIDE = "according to, inside", 0.8, 6, "The dam, according to Mara Quill, failed."
    QUESTION_CLAUSE = "question clause", 0.75, 26, "Mara Quill explained why it failed."
    BARE_COMPLEMENT = "bare complement", 0.7, 1604, "Mara Quill said it failed."
    INFINITIVE = "infinitive", 0.6, 236, "Mara Quill promised to mend it."
    HEADLINE_COLON = "headline colon", 0.7, 14, "Quill: dam failed"
    PASSIVE = "passive", 0.45, 19, "The dam was said by Mara Quill to have failed."
    OBJECT_RELATIVE = "object relative", 0.5, 0, "the dam, which Mara Quill said had failed"
    RELAY = "relay", 0.6, 0, "The Echo reported, citing two officials, that it failed."
    SIGNED = "signed", 0.85, 0, "“It failed.” — Mara Quill"
    # Times the probability that the relays give, which is the share that was right.
    INNER = "inner", 0.9, 0, "The Echo says that Mara Quill denied it."
    # Any of the above that finds nobody to credit.
    NO_SOURCE = "no source", 0.35, 187, "It was said that it failed."
    # These carry a confidence of their own.
    TRAINED = "trained reader", 1.0, 0, "whatever the network reads"
    PROPOSED = "second reader", 1.0, 0, "whatever a language model proposes"
    CREDITED = "network of credits", 1.0, 0, "Forty dams failed. The figure is the Echo’s."

    def __init__(self, title: str, precision: float, measured_on: int, example: str) -> None:
        self.title, self.precision, self.measured_on, self.example = title, precision, measured_on, example

    @property
    def tells_its_own_confidence(self) -> bool:
        """Whether what it binds comes with a calibrated probability that needs no precision beside it."""
        return self in {Rule.TRAINED, Rule.PROPOSED, Rule.CREDITED}
