"""RO-Crate: the originals with machine-readable words on each: how it was captured, what was read from it.

RO-Crate 1.1, attached: the files lie beside ``ro-crate-metadata.json``, and every one of them is described there.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from wherefrom.ids import make_id
from wherefrom.publish.exports.export_bagit import CUSTODY_FOLDER, carry_custody
from wherefrom.publish.exports.export_json import write_json
from wherefrom.publish.exports.export_text import Scribe, is_web_address
from wherefrom.publish.exports.exporting import ExportSource, Omission, Written, changed_text
from wherefrom.publish.exports.originals import copy_original
from wherefrom.records import Capture, Document

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
# schema.org has this term since a version later than the one that the context of RO-Crate 1.1 was made from.
EXTENSION = {"sha256": "http://schema.org/sha256"}
PROFILE = "https://w3id.org/ro/crate/1.1"
_RIGHTS = "#rights"
_PROGRAM = "#program"
_ORGANISATION = "#organisation"

Entity = dict[str, object]


def write_ro_crate(source: ExportSource, target: Path) -> Written:
    """Write the crate into a folder."""
    case, scribe = source.case, Scribe()
    kept = [own for own in case.captures if copy_original(own, source.evidence, target / own.path)]
    carried = carry_custody(source.evidence.parent, target / CUSTODY_FOLDER)
    written = write_json(source, target / "records.json")
    beside = ["records.json", *(f"{CUSTODY_FOLDER}/{name}" for name in carried)]
    held = {own.id for own in kept}
    documents = [own for own in case.documents if own.capture in held]
    graph = [
        *_frame(source, [*(own.path for own in kept), *beside], documents, scribe),
        *_originals(kept, scribe),
        *(_file(target, name) for name in beside),
        *(_document(own, source.case.capture[own.capture], scribe) for own in documents),
    ]
    with (target / "ro-crate-metadata.json").open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(
            {"@context": [CONTEXT, EXTENSION], "@graph": [_compact(own) for own in graph]},
            stream,
            ensure_ascii=False,
            indent=1,
        )
        stream.write("\n")
    missing = len(case.captures) - len(kept)
    return Written(
        {"originals": len(kept), "documents described": len(documents), **written.counts},
        (Omission(missing, "originals", "the evidence does not hold them"), changed_text(scribe), *written.omissions),
    )


def _compact(entity: Entity) -> Entity:
    """The entity with a list of one written as the one, as RO-Crate recommends (its JSON-LD is compacted)."""
    return {
        name: own[0] if isinstance(own, list) and len(own) == 1 else own for name, own in entity.items() if own != []
    }


def _frame(source: ExportSource, files: list[str], documents: list[Document], scribe: Scribe) -> Iterator[Entity]:
    """The descriptor, the root, and what the rest refers to."""
    # RO-Crate recommends both; who publishes can only be told where the settings name an organisation.
    people: Entity = {
        "author": [{"@id": own} for own in dict.fromkeys(_collector(own.by) for own in source.case.captures)]
    }
    if source.organisation:
        people["publisher"] = {"@id": _ORGANISATION}
        yield {"@id": _ORGANISATION, "@type": "Organization", "name": scribe.unicode(source.organisation)}
    name = scribe.unicode(source.case.name) or "Untitled case"
    yield {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": name,
        "description": f"Originals, custody ledger and records of the case {name!r}, exported by {source.maker}.",
        "datePublished": source.changed_at,
        "license": {"@id": _RIGHTS},
        **people,
        "hasPart": [{"@id": own} for own in files],
        "mentions": [{"@id": f"#{own.id}"} for own in documents]
        + [{"@id": f"#{own.id}-capture"} for own in source.case.captures if own.path in set(files)],
    }
    yield {
        "@id": _RIGHTS,
        "@type": "CreativeWork",
        "name": "Rights not stated",
        "description": "The rights in the originals are their holders'; this case states none. Ask before passing them on.",
    }
    yield {
        "@id": _PROGRAM,
        "@type": "SoftwareApplication",
        "name": source.maker.partition(" ")[0],
        "version": source.maker.partition(" ")[2],
    }


def _originals(captures: list[Capture], scribe: Scribe) -> Iterator[Entity]:
    """Each original, and the act by which it came into the case."""
    for by in dict.fromkeys(own.by for own in captures):
        yield {"@id": _collector(by), "@type": "Person", "name": scribe.unicode(by) or "unknown"}
    for own in captures:
        yield {
            "@id": own.path,
            "@type": "File",
            "name": scribe.unicode(own.name),
            "contentSize": str(own.size),
            "encodingFormat": own.media_type,
            "sha256": own.sha256,
        }
        yield {
            "@id": f"#{own.id}-capture",
            "@type": "CreateAction",
            "name": f"Capture of {scribe.unicode(own.name)}",
            "description": f"Received from {scribe.unicode(own.received_from)}",
            "endTime": own.at,
            "agent": {"@id": _collector(own.by)},
            "instrument": {"@id": _PROGRAM},
            "result": {"@id": own.path},
        }


def _collector(by: str) -> str:
    return f"#{make_id('collector', by)}"


def _file(folder: Path, name: str) -> Entity:
    kind = {".json": "application/json", ".jsonl": "application/jsonl", ".toml": "application/toml"}
    path = folder / name
    encoding = kind.get(path.suffix, "application/octet-stream")
    return {
        "@id": name,
        "@type": "File",
        "name": path.name,
        "contentSize": str(path.stat().st_size),
        "encodingFormat": encoding,
    }


def _document(document: Document, capture: Capture, scribe: Scribe) -> Entity:
    made: Entity = {
        "@id": f"#{document.id}",
        "@type": "CreativeWork",
        "name": scribe.unicode(document.name),
        "isBasedOn": {"@id": capture.path},
    }
    told = {"author": document.author, "publisher": document.outlet, "datePublished": document.published}
    told |= {"inLanguage": document.language, "headline": document.title, "position": document.part}
    made |= {name: scribe.unicode(value) for name, value in told.items() if value}
    if is_web_address(document.url):
        made["url"] = document.url
    return made
