"""ClaimReview: every claim with what it rests on, in the words of schema.org, and without any verdict.

Wherefrom never says whether a claim is true, so no ``reviewRating`` is made up. schema.org does not ask for one; Google's
fact-check feature does, and will not show these: a person who has judged a claim adds the rating.
"""

import json
from pathlib import Path

from wherefrom.publish.exports.export_text import Scribe, is_web_address
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out
from wherefrom.publish.wording import explain_interval
from wherefrom.records import Claim, Document, SpeakerKind
from wherefrom.view.casebook import Casebook

_PARTIES = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANISATION: "Organization"}
_NO_RATING = "a person's verdict; Google's fact-check feature wants one, schema.org does not, and none is made up"


def write_claimreview(source: ExportSource, target: Path) -> Written:
    """Write one JSON-LD graph with a ClaimReview for each claim."""
    case, book, scribe = source.case, Casebook(source.case), Scribe()
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('{"@context":"https://schema.org","@graph":[')
        for place, claim in enumerate(case.claims):
            made = _review(source, book, claim, scribe)
            stream.write((",\n" if place else "\n") + json.dumps(made, ensure_ascii=False))
        stream.write("\n]}\n")
    carried = {"claims", "traces", "documents", "speakers", "parties"}
    unusable = sum(own.url is not None and not is_web_address(own.url) for own in case.documents)
    return Written(
        {"claims": len(case.claims)},
        (
            Omission(len(case.claims), "ratings", _NO_RATING),
            *left_out(case, carried, "ClaimReview has no place for them; the documents that they stand in are named"),
            Omission(unusable, "addresses", "they are no http or https addresses"),
            changed_text(scribe),
        ),
    )


def _review(source: ExportSource, book: Casebook, claim: Claim, scribe: Scribe) -> dict[str, object]:
    trace = source.case.trace.get(claim.id)
    made: dict[str, object] = {
        "@type": "ClaimReview",
        "@id": f"urn:wherefrom:{claim.id}:review",
        "datePublished": source.changed_at,
        "author": {
            "@type": "Organization",
            "name": scribe.unicode(source.organisation or source.case.name) or "Untitled case",
        },
        "sdPublisher": {"@type": "SoftwareApplication", "name": source.maker},
        "claimReviewed": scribe.unicode(claim.text),
        "reviewAspect": "on how many independent origins it rests; not whether it is true",
        "itemReviewed": _describe_claim(book, claim, scribe),
    }
    if trace:
        made["reviewBody"] = scribe.unicode(f"{trace.sentence} {explain_interval(trace)}")
        made["abstract"] = (
            f"independent origins: {trace.lo} to {trace.hi}; firm: {trace.firm}; confidence: {trace.confidence}"
        )
    return made


def _describe_claim(book: Casebook, claim: Claim, scribe: Scribe) -> dict[str, object]:
    case = book.case
    statements = [case.statement[own] for own in claim.statements if own in case.statement]
    documents = [case.document[own] for own in dict.fromkeys(own.document for own in statements)]
    # Dates of unlike precision sort as texts: the year alone before its months.
    dated = sorted((own for own in documents if own.published), key=lambda own: own.published or "")
    made: dict[str, object] = {
        "@type": "Claim",
        "@id": f"urn:wherefrom:{claim.id}",
        "text": scribe.unicode(claim.text),
        "appearance": [_describe_document(own, scribe) for own in documents],
    }
    if dated:
        made["firstAppearance"] = _describe_document(dated[0], scribe)
    speakers = {}
    for attribution in (own for statement in statements for own in book.chain_of(statement)[-1:]):
        for speaker in (own for own in book.speakers_of(attribution) if own.kind in _PARTIES):
            told = {"@type": _PARTIES[speaker.kind], "name": scribe.unicode(speaker.name)}
            speakers[book.party_of(speaker).key] = told
    if speakers:
        made["author"] = list(speakers.values())
    return made


def _describe_document(document: Document, scribe: Scribe) -> dict[str, object]:
    told: dict[str, object] = {
        "@type": "CreativeWork",
        "@id": f"urn:wherefrom:{document.id}",
        "name": scribe.unicode(document.name),
    }
    if is_web_address(document.url):
        told["url"] = document.url
    if document.published:
        told["datePublished"] = scribe.unicode(document.published)
    if document.author:
        told["author"] = {"@type": "Person", "name": scribe.unicode(document.author)}
    if document.outlet:
        told["publisher"] = {"@type": "Organization", "name": scribe.unicode(document.outlet)}
    return told
