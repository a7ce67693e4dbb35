"""PROV-JSON: what came from what, by which act, through whom (W3C PROV-DM, in the JSON of its member submission).

Entities are payloads, documents, statements and claims; activities are captures, readings and attributions; agents are
collectors, the program's parts, and the parties whom documents credit. Texts are written as XML can hold them: PROV's tools turn
one of its notations into another.
"""

from pathlib import Path
from typing import Any

from prov.identifier import Namespace, QualifiedName
from prov.model import ProvDocument

from wherefrom.ids import make_id
from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out, told_by_party
from wherefrom.records import CaseRecords, Document, Link, LinkKind, Span, SpeakerKind
from wherefrom.view.casebook import Casebook

WF = Namespace("wherefrom", "urn:wherefrom:")
PROV = Namespace("prov", "http://www.w3.org/ns/prov#")

Told = dict[Any, Any]

_TYPES = {SpeakerKind.PERSON: PROV["Person"], SpeakerKind.ORGANISATION: PROV["Organization"]}
# What a link is in PROV: a derivation of a kind, or, where neither end came from the other, an influence.
_DERIVATIONS = {
    LinkKind.COPY: WF["copy"],
    LinkKind.PARTIAL_COPY: WF["partial-copy"],
    LinkKind.QUOTATION: PROV["Quotation"],
    LinkKind.RELAY: WF["relay"],
}
_ALIKE = {LinkKind.SAME_CLAIM, LinkKind.VARIANT, LinkKind.COPY}


def write_prov(source: ExportSource, target: Path) -> Written:
    """Write the provenance of the whole case as one PROV document."""
    case, book, scribe = source.case, Casebook(source.case), Scribe()
    prov = ProvDocument(namespaces=[WF])
    _tell_captures(prov, case, scribe)
    _tell_documents(prov, source, scribe)
    _tell_parties(prov, book, scribe)
    _tell_statements(prov, book, scribe)
    told = [link for link in case.links if not book.is_within_party(link)]
    missing = sum(not _tell_link(prov, book, link, scribe) for link in told)
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        prov.serialize(stream, format="json", ensure_ascii=False)
        stream.write("\n")
    carried = {
        "captures",
        "documents",
        "speakers",
        "statements",
        "attributions",
        "claims",
        "links",
        "traces",
        "parties",
    }
    counted = {"entities": len(case.captures) + len(case.documents) + len(case.statements) + len(case.claims)}
    return Written(
        {**counted, "relations for links": len(told) - missing},
        (
            *left_out(case, carried, "they tell nothing of where something came from, or the ledger tells it"),
            Omission(missing, "links", "an end of theirs is no longer in the case"),
            told_by_party(book),
            changed_text(scribe),
        ),
    )


def _maker(name: str) -> QualifiedName:
    return WF[make_id("maker", name)]


def _tell_captures(prov: ProvDocument, case: CaseRecords, scribe: Scribe) -> None:
    for by in dict.fromkeys(own.by for own in case.captures):
        prov.agent(_collector(by), {"prov:label": scribe.xml(by), "wherefrom:role": "collector"})
    for own in case.captures:
        act = WF[f"{own.id}-capture"]
        told: Told = {
            "prov:label": scribe.xml(own.name),
            "wherefrom:sha256": own.sha256,
            "wherefrom:size": own.size,
        }
        told |= {"wherefrom:mediaType": own.media_type, "wherefrom:receivedFrom": scribe.xml(own.received_from)}
        prov.entity(WF[own.id], {**told, "prov:type": WF["payload"]})
        prov.activity(act, own.at or None, own.at or None, {"prov:type": WF["capture"]})
        prov.wasGeneratedBy(WF[own.id], act, own.at or None)
        prov.wasAssociatedWith(act, _collector(own.by))


def _collector(by: str) -> QualifiedName:
    return WF[make_id("collector", by)]


def _tell_documents(prov: ProvDocument, source: ExportSource, scribe: Scribe) -> None:
    readers = {(own.capture, own.part): own.maker for own in source.case.outcomes}
    for maker in dict.fromkeys([source.maker, *readers.values()]):
        prov.agent(_maker(maker), {"prov:type": PROV["SoftwareAgent"], "prov:label": scribe.xml(maker)})
    for own in source.case.documents:
        told: Told = {"prov:label": scribe.xml(own.name), "wherefrom:textSha256": own.text_sha256}
        for name in ("title", "author", "outlet", "published", "language", "url"):
            if value := getattr(own, name):
                told[f"wherefrom:{name}"] = scribe.xml(value)
        prov.entity(WF[own.id], {**told, "prov:type": WF["document"]})
        reading, maker = WF[f"{own.id}-reading"], readers.get((own.capture, own.part)) or source.maker
        prov.activity(reading, other_attributes={"prov:type": WF["reading"]})
        prov.wasGeneratedBy(WF[own.id], reading)
        if own.capture in source.case.capture:
            prov.used(reading, WF[own.capture])
            part = {"wherefrom:part": scribe.xml(own.part)} if own.part else None
            prov.wasDerivedFrom(WF[own.id], WF[own.capture], reading, other_attributes=part)
        prov.wasAssociatedWith(reading, _maker(maker))


def _tell_parties(prov: ProvDocument, book: Casebook, scribe: Scribe) -> None:
    for own in book.parties:
        attributes: Told = {"prov:label": scribe.xml(own.name), "wherefrom:kind": own.kind.value}
        if own.others:
            attributes["wherefrom:otherNames"] = scribe.xml("; ".join(own.others))
        if own.kind in _TYPES:
            attributes["prov:type"] = _TYPES[own.kind]
        prov.agent(WF[own.id], attributes)


def _tell_statements(prov: ProvDocument, book: Casebook, scribe: Scribe) -> None:
    case = book.case
    for own in case.statements:
        document = case.document[own.document]
        told: Told = {"prov:value": scribe.xml(_words(document, own.spans)), "wherefrom:sha256": own.digest}
        told |= {"wherefrom:stance": own.stance.value, "wherefrom:confidence": own.confidence}
        prov.entity(WF[own.id], {**told, "prov:type": WF["statement"], "wherefrom:maker": scribe.xml(own.maker)})
        prov.quotation(WF[own.id], WF[own.document])
        for attribution in (case.attribution[place] for place in own.chain):
            for speaker in book.speakers_of(attribution):
                credited: Told = {
                    "wherefrom:confidence": attribution.confidence,
                    "wherefrom:cue": scribe.xml(_words(document, attribution.cue)),
                }
                prov.wasAttributedTo(WF[own.id], WF[book.party_of(speaker).id], other_attributes=credited)
    for claim in case.claims:
        told = {"prov:value": scribe.xml(claim.text), "wherefrom:confidence": claim.confidence}
        if trace := case.trace.get(claim.id):
            told |= {
                "wherefrom:independenceLow": trace.lo,
                "wherefrom:independenceHigh": trace.hi,
                "wherefrom:firm": trace.firm,
            }
        prov.entity(WF[claim.id], {**told, "prov:type": WF["claim"]})
        for statement in claim.statements:
            if statement in case.statement:
                prov.specialization(WF[statement], WF[claim.id])


def _words(document: Document, spans: tuple[Span, ...]) -> str:
    return "\n".join(document.text[own.start : own.end] for own in spans)


def _tell_link(prov: ProvDocument, book: Casebook, link: Link, scribe: Scribe) -> bool:
    """Tell a link; False where an end of it is not in the case. `alternateOf` can carry no confidence: it comes beside."""
    a, b = _end(book, link.a), _end(book, link.b)
    if a is None or b is None:
        return False
    told: Told = {
        "wherefrom:confidence": link.confidence,
        "wherefrom:score": link.score,
        "wherefrom:link": link.kind.value,
    }
    told |= {"wherefrom:explanation": scribe.xml(link.explanation), "wherefrom:maker": scribe.xml(link.maker)}
    if kind := _DERIVATIONS.get(link.kind):
        prov.wasDerivedFrom(a, b, identifier=WF[link.id], other_attributes={**told, "prov:type": kind})
    else:
        prov.wasInfluencedBy(a, b, WF[link.id], told)
    if link.kind in _ALIKE:
        prov.alternateOf(a, b)
    return True


def _end(book: Casebook, name: str) -> QualifiedName | None:
    """What stands for one end of a link: for a mention its document, for a speaker the party."""
    case = book.case
    if name in case.document or name in case.statement:
        return WF[name]
    if name in case.speaker:
        return WF[book.party_of(case.speaker[name]).id]
    if found := case.attribution.get(name) or case.citation.get(name):
        return WF[found.document]
    return None
