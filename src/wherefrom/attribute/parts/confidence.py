"""How sure a pair is: the precision of its rule, lowered where its cue seldom credits."""

from wherefrom.attribute.parts.rule import Rule

# An attribution inside another's content: the benchmark does not mark them; an estimate, not measured.
NESTED_FACTOR = 0.9
# The author's own voice: nobody is credited anywhere in the sentence, or words were left over beside a credit. Estimates,
# not measured: the rest are opinions, fragments, or credits that the rules missed.
OWN_WHOLE = 0.75
OWN_PART = 0.55


def confidence_of(rule: Rule, probability: float, *, nested: bool) -> float:
    """The confidence of a pair: its rule's, lowered where the cue's own words seldom credit; the trained reader's as it is."""
    doubt = probability if rule.tells_its_own_confidence else min(1.0, 0.7 + 0.3 * probability)
    return round(rule.precision * doubt * (NESTED_FACTOR if nested else 1.0), 2)
