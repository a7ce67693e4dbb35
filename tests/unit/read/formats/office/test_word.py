import io
import zipfile
from collections.abc import Callable

import docx

from wherefrom.records import Ending, Hiding, Reading, Role

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Read = Callable[..., Reading]


def write(change: Callable[[str], str] = lambda xml: xml) -> bytes:
    """A DOCX whose body's XML was changed."""
    document = docx.Document()
    document.add_heading("Report on the quay", 0)
    document.add_paragraph("By Jane Doe")
    document.add_paragraph("The wall & the “quay” are cracked. Nobody was hurt.")
    document.add_paragraph("It was awful.", style="Quote")
    document.add_table(1, 1).cell(0, 0).text = "Cracks: 12"
    original, changed = io.BytesIO(), io.BytesIO()
    document.save(original)
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == "word/document.xml" else data)
    return changed.getvalue()


def test_styles_give_roles_and_the_text_the_author(read_bytes: Read) -> None:
    document = read_bytes(write(), DOCX).documents[0]
    assert [passage.role for passage in document.passages] == [
        Role.HEADLINE, Role.BYLINE, Role.BODY, Role.QUOTED_BLOCK, Role.TABLE,
    ]  # fmt: skip
    assert (document.title, document.author) == ("Report on the quay", "Jane Doe")


def test_a_file_of_which_a_stretch_is_missing_is_refused_in_words(read_bytes: Read) -> None:
    data = write()
    outcome = read_bytes(data[:50] + data[-2000:], DOCX).outcomes[0]
    assert outcome.ending is Ending.REFUSED
    assert outcome.reason.startswith("no readable DOCX")


def test_deleted_and_hidden_text_is_kept_beside_its_paragraph_and_flagged(read_bytes: Read) -> None:
    extra = (
        "<w:p><w:r><w:t>The wall </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r><w:r><w:t>is </w:t></w:r>"
        "<w:del><w:r><w:delText>GONE</w:delText></w:r></w:del><w:r><w:t>cracked.</w:t></w:r></w:p>"
    )
    reading = read_bytes(write(lambda xml: xml.replace("<w:sectPr", extra + "<w:sectPr", 1)), DOCX)
    document = reading.documents[0]
    assert "The wall is cracked.\n\nHIDDEN\nGONE" in document.text
    assert [(document.text[each.span.start : each.span.end], each.how) for each in document.hidden] == [
        ("HIDDEN", Hiding.MARKED_HIDDEN),
        ("GONE", Hiding.DELETED),
    ]
    assert reading.outcomes[0].ending is Ending.READ
    assert "6 letters marked as hidden" in reading.outcomes[0].reason


def test_white_and_tiny_words_are_flagged_but_not_where_the_ground_may_be_dark(read_bytes: Read) -> None:
    extra = (
        '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>WHITE</w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>TINY</w:t></w:r>'
        '<w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="000000"/></w:rPr><w:t>ON BLACK</w:t></w:r></w:p>'
    )
    document = read_bytes(write(lambda xml: xml.replace("<w:sectPr", extra + "<w:sectPr", 1)), DOCX).documents[0]
    assert [(document.text[each.span.start : each.span.end], each.how) for each in document.hidden] == [
        ("WHITE", Hiding.SAME_COLOUR),
        ("TINY", Hiding.TINY),
    ]


def test_entities_of_the_file_s_own_are_never_expanded(read_bytes: Read) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document'
    reading = read_bytes(write(lambda xml: xml.replace("<w:document", bomb, 1)), DOCX)
    assert reading.outcomes[0].ending is Ending.REFUSED
    assert "document type" in reading.outcomes[0].reason


def test_a_bomb_is_refused_before_it_is_unpacked(read_bytes: Read) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (20 << 20))
    assert "as only hostile files do" in read_bytes(file.getvalue(), DOCX).outcomes[0].reason


def test_broken_archives_and_xml_are_refused(read_bytes: Read) -> None:
    for data in (b"PK\x03\x04 nothing", write(lambda xml: xml[:-40])):
        assert read_bytes(data, DOCX).outcomes[0].ending is Ending.REFUSED
