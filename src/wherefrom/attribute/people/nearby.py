"""Nearby: everybody whom a pronoun may mean, with what tells for and against each: where they were named last, whether they spoke."""

from collections import Counter
from collections.abc import Sequence

from wherefrom.attribute.people.choosing import Candidate, Near
from wherefrom.attribute.people.directory import Somebody
from wherefrom.attribute.people.discourse import Discourse
from wherefrom.records import Span

# How far back, in sentences, somebody named may be meant; and how many who spoke last, however long ago.
REACH = 10
SPOKE_LATELY = 4


def who_is_near(discourse: Discourse, span: Span, speaking: Sequence[Somebody] = ()) -> list[Candidate]:
    """Candidates for a pronoun, the nearest first.

    Args:
        discourse: what has been told so far.
        span: the pronoun.
        speaking: whose words it stands in, the innermost first.
    """
    here, quoted = discourse.sentence_of(span.start), discourse.quotation_at(span.start)
    opens = discourse.opens_sentence(span.start)
    named = discourse.named_before(span.start)
    times = Counter(who.key for _, who in named)
    firsts = {discourse.sentence_of(where.start): where for where, _ in reversed(named)}
    spoke = {who.key: rank for rank, who in zip(range(SPOKE_LATELY), discourse.spoken_lately(), strict=False)}
    speaks = {who.key for who in speaking}
    found: dict[str, Candidate] = {}

    def add(who: Somebody, place: Near, back: int, where: Span | None) -> None:
        if who.key not in found:
            found[who.key] = Candidate(
                who,
                place,
                back,
                first=where is not None and firsts[discourse.sentence_of(where.start)] == where,
                beside=where is None or discourse.quotation_at(where.start) in {None, quoted},
                speaks=who.key in speaks,
                quoted=quoted is not None,
                opens=opens,
                spoke=spoke.get(who.key),
                times=times[who.key],
                nearer=len(found),
            )

    for where, who in reversed(named):
        back = here - discourse.sentence_of(where.start)
        if back > REACH:
            break
        add(who, Near.NAMED, back, where)
    for who in speaking:
        add(who, Near.SPOKE, 0, None)
    for who in discourse.spoken_lately():
        if who.key in spoke:
            add(who, Near.LATELY, REACH, None)
    return list(found.values())
