"""Which items a person's judgement touches: those whose documents it rules on, directly or through their statements."""

from wherefrom.records import Act, CaseRecords

_DOCUMENT_OF = ("statement", "speaker", "attribution", "citation")


def items_touched(case: CaseRecords, act: Act) -> tuple[str, ...]:
    """Ids of the captures that a judgement touches; none where what it rules on is no longer among the records."""
    names = [str(act.details.get(key, "")) for key in ("a", "b")]
    if act.details.get("ruling") == "withdraw":
        withdrawn = next((own for own in case.decisions if str(own.number) == names[0]), None)
        names = [withdrawn.a, withdrawn.b] if withdrawn else []
    found = (capture for name in names if name for capture in _captures_of(case, name))
    return tuple(dict.fromkeys(found))


def _captures_of(case: CaseRecords, name: str) -> list[str]:
    if name.startswith("link-"):
        ends = next(((link.a, link.b) for link in case.links if link.id == name), ())
        return [capture for end in ends for capture in _captures_of(case, end)]
    if name in case.claim:
        return [capture for statement in case.claim[name].statements for capture in _captures_of(case, statement)]
    if name in case.document:
        return [case.document[name].capture]
    for kind in _DOCUMENT_OF:
        record = getattr(case, kind).get(name)
        if record is not None:
            return [case.document[record.document].capture]
    return []
