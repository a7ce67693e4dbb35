"""Whether two sentences make the same claim: python benchmarks/same_claim.py IN.jsonl OUT.jsonl.

IN rows hold id, a and b; OUT rows {"id", "same": 0 or 1}. The sentences are compared as linking compares two statements: they are
the same when they are alike enough, and no number, date, denial, direction or role tells them apart. Each is compared whole, and
without the words that credit it where the reader finds such.
"""

import sys
from pathlib import Path

import wherefrom
from gathering import Row, gather_case, predict_rows
from wherefrom.attribute.say.stance import find_negations
from wherefrom.language.tokens import cut_tokens
from wherefrom.link import Profile, load_likeness, make_profile
from wherefrom.records import Document, Span, Stance, Statement

LIKENESS = load_likeness({})


def whole_statement(document: Document) -> Statement:
    """All words of a document as one statement of its author's."""
    negations = find_negations(cut_tokens(document.text, 0, len(document.text)))
    span = Span(0, len(document.text))
    return Statement(
        document.id, document.id, (span,), (), Stance.ASSERTED, (), tuple(negations), (), False, 1.0, "whole", ""
    )


def profiles_of(text: str, name: str) -> list[Profile]:
    """The sentence as one statement, then the longest statement that the reader finds in it."""
    document = wherefrom.read_text(text, document_id=name)
    case = gather_case([document])
    dates = list(case.dates)
    longest = sorted(case.statements, key=lambda s: -sum(span.end - span.start for span in s.spans))[:1]
    return [make_profile(own, document.text, dates, name) for own in (whole_statement(document), *longest)]


def is_same(a: str, b: str) -> bool:
    """Whether linking would join the two sentences."""
    (whole_a, *inner_a), (whole_b, *inner_b) = profiles_of(a, "a"), profiles_of(b, "b")
    whole = LIKENESS.compare(whole_a, whole_b)
    if whole.veto:
        return False
    return any(LIKENESS.compare(one, other).joins for one in (whole_a, *inner_a) for other in (whole_b, *inner_b))


def predict(row: Row) -> Row:
    """Whether the two sentences of one row say the same."""
    return {"id": row["id"], "same": int(is_same(row["a"], row["b"]))}


if __name__ == "__main__":
    predict_rows(Path(sys.argv[1]), Path(sys.argv[2]), predict)
