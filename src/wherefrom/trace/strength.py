"""Strength: how strongly a sentence says that one thing brings about another.

Four steps, after Sumner et al. (BMJ 2014;349:g7015): 0 no relation is claimed, or it is denied; 1 the two go together; 2 one may
bring about the other; 3 it does. A relay that stands on a higher step than its source exaggerates.
"""

import re

from wherefrom.records import Drift, DriftKind, Statement
from wherefrom.spans import covered_text
from wherefrom.view.casebook import Casebook

STRENGTH_CONFIDENCE = 0.5
# The names of the steps, as a reader would say them.
STEPS = ("no relation", "go together", "may bring about", "brings about")
_DENIED = re.compile(
    r"\b(?:not|no|never|without|neither|lacks?|lacked|fail(?:s|ed)? to|don['’]t|doesn['’]t|didn['’]t|unlikely|little|insufficient)\b"
    r"(?:\W+\w+){0,6}?\W+(?:associat|link|effect|evidence|relation|differ|impact|benefit|increas|reduc|improv|caus|connect|influenc|"
    r"affect|risk|support|lower|higher|prevent|help|curb|change)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:associat\w+|link(?:s|ed|age)?|correlat\w+|connect(?:ed|ion|ions)|relat(?:ed|ionship|ionships|ion|ions) (?:to|with|between)|"
    r"(?:more|less|times|as|most|least|%) likely|likelihood|at (?:\w+ )?(?:higher |lower |greater |increased )?risk|risk factors?|predict\w*|"
    r"(?:higher|lower|greater|increased|reduced|raised|elevated) (?:risk|rates?|odds|prevalence|levels?|incidence|chances?)|tend(?:s|ed)? to|"
    r"odds|hazard|compared (?:with|to)|than (?:those|people|children|men|women|patients)|varied|differ(?:s|ed|ence|ences)?|"
    r"more common|less common|marker|corresponds?)\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|due to|because of|thanks to|owing to|"
    r"(?:improv|reduc|increas|decreas|caus|prevent|protect|trigger|boost|affect|influenc|impair|enhanc|promot|induc|inhibit|activat|"
    r"stimulat|suppress|damag|worsen|reliev|alleviat|lower|rais|cut|kill|sav|slow|speed|delay|halt|stop|restor|revers|driv|produc|"
    r"contribut|help|mak|keep|chang|alter|determin|shape|weaken|strengthen|harm|benefit|cure|treat|block|control|regulat|"
    r"allow|enabl|encourag|discourag|shorten|lengthen|extend|eliminat|mediat|modulat|generat|give|explain|identif|demonstrat|discover)"
    r"(?:e|es|ed|s|ing)?|effects? of|impact|(?:is|are|was|were) (?:an? )?(?:effective|beneficial|harmful|efficacious))\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:may|might|could|can|possibl[ey]|potential(?:ly)?|perhaps|probabl[ey]|likely to|appear(?:s|ed)? to|seem(?:s|ed)? to|"
    r"suggest(?:s|ed|ing)? that|hope|promis\w+|would)\b",
    re.IGNORECASE,
)


def strength_of(text: str) -> int:
    """The step that a sentence or two stand on: 0 none, 1 together, 2 may bring about, 3 brings about."""
    if _DENIED.search(text):
        return 0
    together, brings = _TOGETHER.search(text), _BRINGS.search(text)
    if together and not (brings and brings.start() < together.start() and not _is_noun(text, brings)):
        return 1
    if brings is None:
        return 2 if _MAYBE.search(text) else 0
    return 2 if _MAYBE.search(text) else 3


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """Whether a word of bringing about stands as an adjective or noun: "reduced risk", "an increase"."""
    before = text[max(0, match.start() - 6) : match.start()].lower()
    return before.rstrip().endswith((" a", " an", "the", " of", " to a"))


def compare_strength(source: str, relay: str) -> str:
    """``same``, ``exaggerates`` or ``downplays``: how a relay's strength stands to its source's."""
    before, after = strength_of(source), strength_of(relay)
    return "same" if before == after else "exaggerates" if after > before else "downplays"


def find_strengthening(book: Casebook, upstream: Statement, downstream: Statement) -> list[Drift]:
    """Two things that go together upstream, of which one brings about the other downstream."""
    before, after = (strength_of(covered_text(book.document_of(own).text, own.spans)) for own in (upstream, downstream))
    # A sentence that tells of no relation stands on no step: a step up from there would be another statement.
    if not 1 <= before < after:
        return []
    steps = STEPS[before], STEPS[after]
    return [Drift(DriftKind.STRENGTH_GAINED, upstream.id, downstream.id, *steps, None, STRENGTH_CONFIDENCE)]
