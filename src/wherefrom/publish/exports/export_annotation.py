"""Web annotations: every statement as a W3C Web Annotation (Recommendation of 23 February 2017), in one collection.

Two selectors a stretch, each sufficient alone: the words with what stands around them (TextQuoteSelector), and their
place (TextPositionSelector), counted in Unicode code points as the recommendation says (section 4.2.4).
"""

import json
from collections.abc import Iterator
from pathlib import Path

from wherefrom.publish.exports.export_text import Scribe, is_web_address
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text, left_out
from wherefrom.records import Document, Span, Statement
from wherefrom.spans import covered_text
from wherefrom.view.casebook import Casebook

# Code points of the text before and after a quotation: what Hypothesis and Apache Annotator use.
AROUND = 32

# Confidence, digest and stance have no word in the vocabulary of the standard; a second context may add some (3.1).
CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"wherefrom": "urn:wherefrom:term:"})


def write_annotation(source: ExportSource, target: Path) -> Written:
    """Write one AnnotationCollection whose only page holds an annotation for each statement."""
    case, book, scribe = source.case, Casebook(source.case), Scribe()
    head = {
        "@context": CONTEXT,
        "id": "urn:wherefrom:annotations",
        "type": "AnnotationCollection",
        "label": scribe.unicode(case.name) or "Untitled case",
        "generator": {"id": "urn:wherefrom:program", "type": "Software", "name": source.maker},
        "generated": source.changed_at,
        "total": len(case.statements),
    }
    page = {"id": "urn:wherefrom:annotations:page", "type": "AnnotationPage", "startIndex": 0, "items": []}
    # Written one by one, between the brackets of an otherwise empty page.
    frame = json.dumps({**head, "first": page}, ensure_ascii=False)
    before, _, after = frame.rpartition("[]")
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f"{before}[")
        for place, statement in enumerate(case.statements):
            made = _annotate(book, statement, scribe)
            stream.write((",\n" if place else "\n") + json.dumps(made, ensure_ascii=False))
        stream.write(f"\n]{after}\n")
    carried = {"statements", "documents", "attributions", "speakers", "claims"}
    unusable = sum(own.url is not None and not is_web_address(own.url) for own in case.documents)
    return Written(
        {"annotations": len(case.statements)},
        (
            *left_out(case, carried, "an annotation is of a statement"),
            Omission(
                unusable, "addresses", "they are no http or https addresses; the annotation names the document alone"
            ),
            changed_text(scribe, "UTF-8 lacks them; each is replaced by U+FFFD, so that positions stay"),
        ),
    )


def _annotate(book: Casebook, statement: Statement, scribe: Scribe) -> dict[str, object]:
    document = book.document_of(statement)
    targets = [describe_target(document, span, scribe) for span in statement.spans]
    return {
        "id": f"urn:wherefrom:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": {"type": "Software", "name": scribe.unicode(statement.maker)},
        "wherefrom:confidence": statement.confidence,
        "wherefrom:stance": statement.stance.value,
        "wherefrom:digest": f"sha256:{statement.digest}",
        "body": list(_bodies(book, statement, scribe)),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def describe_target(document: Document, span: Span, scribe: Scribe) -> dict[str, object]:
    """A stretch of a document as the resource that an annotation is on."""
    source: dict[str, object] = {"id": f"urn:wherefrom:{document.id}", "type": "Text", "format": "text/plain"}
    if document.language:
        source["language"] = scribe.unicode(document.language)
    if is_web_address(document.url):
        source["via"] = document.url
    source["wherefrom:text"] = f"sha256:{document.text_sha256}"
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": scribe.same_length(document.text[span.start : span.end]),
                "prefix": scribe.same_length(document.text[max(span.start - AROUND, 0) : span.start]),
                "suffix": scribe.same_length(document.text[span.end : span.end + AROUND]),
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _bodies(book: Casebook, statement: Statement, scribe: Scribe) -> Iterator[dict[str, object]]:
    """Who said it and in which words, each relay of the chain in order, then how it is meant, then the claim."""
    text = book.document_of(statement).text
    for attribution in book.chain_of(statement):
        named = [speaker.name for speaker in book.speakers_of(attribution)]
        who = "; ".join(named) or covered_text(text, attribution.source)
        if who:
            yield _body("identifying", f"speaker: {who}", scribe)
        if attribution.cue:
            yield _body("describing", f"cue: {covered_text(text, attribution.cue)}", scribe)
    if not statement.chain:
        yield _body("identifying", "speaker: the author", scribe)
    yield _body("classifying", f"stance: {statement.stance.value}", scribe)
    for claim in book.claims_of([statement]):
        yield {"id": f"urn:wherefrom:{claim}", "type": "Dataset", "purpose": "linking"}


def _body(purpose: str, value: str, scribe: Scribe) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "value": scribe.unicode(value), "format": "text/plain"}
