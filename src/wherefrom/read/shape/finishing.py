"""From a draft to a document: passages, roles, sentences, metadata, id."""

from wherefrom.ids import digest_text, make_id
from wherefrom.read.parts.document_draft import DocumentDraft
from wherefrom.read.parts.found import FIELDS, Found
from wherefrom.read.parts.hidden_stretches import join_hidden
from wherefrom.read.parts.material import Material
from wherefrom.read.shape.languages import find_language
from wherefrom.read.shape.paragraphs import find_paragraphs
from wherefrom.read.shape.roles import assign_roles
from wherefrom.read.shape.sentence_splitting import split_sentences
from wherefrom.records import Document, Passage, Role, Span
from wherefrom.spans import strip_span

_WITHOUT_SENTENCES = frozenset({Role.MAIL_HEADER})


def finish_document(
    material: Material,
    draft: DocumentDraft,
    encoding: str,
    found: Found,
    trust_text: bool = False,
    part: str | None = None,
) -> Document:
    """Make the document that a draft has become.

    Args:
        material: what it was read from.
        draft: its text and map; blocks without a role are given one by their form.
        encoding: the codec of its exact segments.
        found: metadata from the file itself.
        trust_text: what the text shows beats the file's metadata. True for formats whose metadata are mostly set by
            programs (PDF, DOCX: "Microsoft Word - draft2"), False where a publisher states them (HTML, mail, rows).
        part: the document's own part, where it is not the material's (a row of a table).
    """
    text = draft.text
    blocks = draft.blocks or find_paragraphs(text, Span(0, len(text)))
    # With the file's title at hand the headline is found by it; where the text is trusted, by its form alone.
    shown = Found()
    if not trust_text and "title" in found.values:
        shown.note("title", found.values["title"], found.places["title"])
    blocks = assign_roles(text, blocks, shown)
    if trust_text:
        shown.fill_from(found)
        metadata = shown
    else:
        found.fill_from(shown)
        metadata = found
    if "language" not in metadata.values:
        metadata.note("language", find_language(text), "text: guessed")
    language = metadata.values.get("language")
    passages = []
    for block in blocks:
        span = strip_span(text, block.span)
        if span.start < span.end:
            role = block.role or Role.BODY
            sentences = () if role in _WITHOUT_SENTENCES else split_sentences(text, span, language)
            passages.append(Passage(span, role, sentences))
    part = material.part if part is None else part
    digest = digest_text(text)
    values = metadata.values
    return Document(
        id=make_id("doc", material.capture, part, digest),
        capture=material.capture,
        part=part,
        name=values.get("title") or (f"{material.name}, {part}" if part else material.name),
        text=text,
        text_sha256=digest,
        encoding=encoding,
        passages=tuple(passages),
        segments=tuple(draft.segments),
        hyperlinks=tuple(sorted(draft.hyperlinks, key=lambda link: link.span)),
        title=values.get("title"),
        author=values.get("author"),
        outlet=values.get("outlet"),
        published=values.get("published"),
        language=language,
        url=values.get("url"),
        metadata_from=tuple((name, metadata.places[name]) for name in FIELDS if name in metadata.places),
        hidden=tuple(join_hidden(draft.hidden, text)),
    )
