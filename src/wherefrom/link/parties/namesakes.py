"""Namesakes: one person under two spellings in two documents: an accent, a doubled letter, another transliteration, an initial.

Joined only where first name and surname fit, where no document has both spellings as two people, and where nobody else fits.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from wherefrom.link.making import Worth, make_link
from wherefrom.records import CaseRecords, Evidence, Link, LinkKind, Speaker, SpeakerKind

MAKER = "wherefrom.link/namesakes 1"
SPELLING, INITIAL = 0.75, 0.6
# Letters that transliterations and spellings put for one another; applied in this order to folded names.
_SAME_SOUND = (
    (re.compile(r"[’'`-]"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"[yj]|ii|iy|ee"), "i"),
    (re.compile(r"ck|[qc](?!h)"), "k"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ff\b"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
)


def find_namesakes(case: CaseRecords) -> list[Link]:
    """A link from each speaker whose name is another spelling of a name in an earlier document to the first who bears that."""
    first: dict[str, Speaker] = {}
    documents: dict[str, set[str]] = defaultdict(set)
    for speaker in case.speakers:
        if speaker.kind is SpeakerKind.PERSON and len(speaker.key.split()) > 1:
            first.setdefault(speaker.key, speaker)
            documents[speaker.key].add(speaker.document)
    by_surname: dict[str, list[str]] = defaultdict(list)
    for key in first:
        by_surname[fold_name(key.split()[-1])].append(key)
    links = []
    for keys in by_surname.values():
        for number, key in enumerate(keys):
            fits = [other for other in keys[:number] if _fit(key, other) and not documents[key] & documents[other]]
            if len(fits) == 1 and not _is_ambiguous(key, fits[0], keys):
                links.append(_link(first[key], first[fits[0]]))
    return links


def fold_name(name: str) -> str:
    """A name as it sounds, roughly: without accents, doubled letters, and differences of transliteration."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    for pattern, letters in _SAME_SOUND:
        plain = pattern.sub(letters, plain)
    return plain


def _fit(one: str, other: str) -> bool:
    """Whether two names may be one person's: word for word the same as they sound, the first perhaps an initial."""
    mine, yours = one.split(), other.split()
    if len(mine) != len(yours) or any(fold_name(a) != fold_name(b) for a, b in zip(mine[1:], yours[1:], strict=True)):
        return False
    first, second = mine[0].rstrip("."), yours[0].rstrip(".")
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return fold_name(first) == fold_name(second)


def _is_ambiguous(key: str, chosen: str, keys: Sequence[str]) -> bool:
    """Whether an initial fits another bearer of the surname as well."""
    return any(other not in {key, chosen} and _fit(key, other) and not _fit(chosen, other) for other in keys)


def _link(own: Speaker, other: Speaker) -> Link:
    is_initial = min(len(speaker.key.split()[0].rstrip(".")) for speaker in (own, other)) == 1
    confidence = INITIAL if is_initial else SPELLING
    evidence = [Evidence(own.mentions[0], other.mentions[0])] if own.mentions and other.mentions else []
    return make_link(
        LinkKind.SAME_SPEAKER,
        (own.id, other.id),
        Worth(confidence, confidence),
        f"{own.name} and {other.name} may be one person: " + ("an initial" if is_initial else "another spelling"),
        tuple(evidence),
        MAKER,
    )
