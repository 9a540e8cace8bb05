"""Files that people upload: what is taken, what is refused and in which words, and what no longer stands in what is kept."""

import datetime
import io
import zipfile

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from compact_portal.documents.models import Upload, UploadChunk
from compact_portal.documents.uploads import MAX_BYTES, UploadField, UploadRefused, as_download, clean, content_of, discard, keep
from compact_portal.documents.uploads.images import without_notes
from compact_portal.documents.uploads.keeping import CHUNK
from compact_portal.forms import PortalForm

AT = datetime.datetime(2026, 5, 4, 10, tzinfo=datetime.UTC)
CANARY = "Zephyrine Quill"
GPS = 0x8825


def picture(format="JPEG", size=(40, 20), notes=True) -> bytes:
    """A picture on its side, with a place, an artist and a comment."""
    image = Image.new("RGB", size, "green")
    options = {}
    if notes:
        exif = Image.Exif()
        exif[0x0112], exif[0x013B] = 6, CANARY  # turned by a quarter; artist
        exif[GPS] = {1: "N", 2: (50.0, 52.0, 31.0), 3: "E", 4: (0.0, 1.0, 2.0)}
        options["exif"] = exif
        if format == "JPEG":
            options["comment"] = CANARY.encode()
    out = io.BytesIO()
    image.save(out, format=format, **options)
    return out.getvalue()


def word(parts=()) -> bytes:
    """A Word document with its writer's name, a picture that knows its place, and further `parts`."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = CANARY
    document.add_paragraph("What the group agreed.")
    document.add_comment(document.paragraphs[0].runs, text="Really?", author=CANARY, initials="ZQ")
    document.add_picture(io.BytesIO(picture()))
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as package:
        for name, content in parts:
            package.writestr(name, content)
    return out.getvalue()


def pdf() -> bytes:
    """A PDF with a writer, a script, a file inside, a comment with a name and a picture with a place."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(200, 200))
        document.docinfo["/Author"] = CANARY
        with document.open_metadata() as notes:
            notes["dc:creator"] = [CANARY]
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")
        document.attachments["list.txt"] = CANARY.encode()
        comment = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=CANARY, Contents="Is this so?")
        page.obj.Annots = pikepdf.Array([comment])
        photo = pikepdf.Stream(document, picture())
        photo.Type, photo.Subtype, photo.Width, photo.Height = pikepdf.Name.XObject, pikepdf.Name.Image, 40, 20
        photo.ColorSpace, photo.BitsPerComponent, photo.Filter = pikepdf.Name.DeviceRGB, 8, pikepdf.Name.DCTDecode
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


def test_picture_loses_place_and_camera_and_stands_upright():
    kept = clean("IMG_0012.JPG", picture())
    assert kept.media_type == "image/jpeg"
    with Image.open(io.BytesIO(kept.content)) as image:
        assert (image.size, dict(image.getexif())) == ((20, 40), {})
    assert CANARY.encode() in picture()
    assert CANARY.encode() not in kept.content


def test_png_loses_its_notes():
    with Image.open(io.BytesIO(clean("plan.png", picture("PNG")).content)) as image:
        assert (dict(image.getexif()), image.text) == ({}, {})


def test_word_document_loses_its_writer_and_keeps_its_words():
    kept = clean("minutes.docx", word()).content
    read = docx.Document(io.BytesIO(kept))
    assert next(paragraph.text for paragraph in read.paragraphs) == "What the group agreed."
    assert (read.core_properties.author, [comment.text for comment in read.comments]) == ("", ["Really?"])
    assert CANARY.encode() in unpacked(word())
    assert CANARY.encode() not in unpacked(kept)


def test_open_document_loses_its_writer():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<a>words</a>")
        package.writestr("meta.xml", f"<m>{CANARY}</m>")
    kept = clean("notes.odt", out.getvalue()).content
    with zipfile.ZipFile(io.BytesIO(kept)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type, package.read("content.xml")) == ("mimetype", zipfile.ZIP_STORED, b"<a>words</a>")
    assert CANARY.encode() not in unpacked(kept)


def test_pdf_loses_writer_scripts_and_files_inside():
    with pikepdf.open(io.BytesIO(clean("report.pdf", pdf()).content)) as document:
        assert "/Info" not in document.trailer
        assert {"/OpenAction", "/Metadata"} & set(document.Root.keys()) == set()
        assert len(document.attachments) == 0
        assert str(document.pages[0].Annots[0].Contents) == "Is this so?"
        assert "/T" not in document.pages[0].Annots[0]
        assert CANARY.encode() not in document.pages[0].Resources.XObject.Photo.read_raw_bytes()
        everything = b"".join(thing.unparse() for thing in document.objects)
    assert CANARY.encode() not in everything


def test_picture_in_a_document_keeps_its_dots():
    raw = picture()
    with Image.open(io.BytesIO(raw)) as before, Image.open(io.BytesIO(without_notes(raw))) as after:
        assert after.tobytes() == before.tobytes()
        assert dict(after.getexif()) == {}


def test_text_is_kept_as_utf_8():
    assert clean("notes.txt", "Café – £5".encode("cp1252")).content.decode() == "Café – £5"
    assert clean("notes.csv", "Café".encode("utf-16")).content.decode() == "Café"


def package(**parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("big.pdf", b"%PDF-1.7" + b"0" * 20 * 1024 * 1024, "big.pdf is larger than 10 MB: make it smaller, or give a link to it instead."),
        ("minutes.pdf", b"MZ\x90\x00" + b"\x00" * 60, "minutes.pdf holds a program, not a PDF document: choose the document itself."),
        ("notes.txt", b"\x7fELF\x02\x01", "notes.txt holds a program, not a text file: choose the document itself."),
        ("setup.exe", b"MZ\x90\x00", "setup.exe is of a type that is not taken"),
        ("report.pdf.exe", b"%PDF-1.7", "report.pdf.exe is of a type that is not taken"),
        ("page.html", b"<script>", "page.html is of a type that is not taken"),
        ("drawing.svg", b"<svg/>", "drawing.svg is of a type that is not taken"),
        ("empty.txt", b"  \n", "empty.txt is empty: choose another file."),
        ("photo.png", picture(), "photo.png is not a PNG picture, or it is damaged"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 nothing", "photo.jpg is not a JPEG picture, or it is damaged"),
        ("words.docx", b"%PDF-1.7", "words.docx is not the document that its name says"),
        ("words.docx", package(xl__workbook="<a/>"), "words.docx is not the document that its name says"),
        ("words.docx", package(word__document="0" * 30_000_000), "words.docx unpacks to far more than a document needs"),
        ("words.docx", package(word__document="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "words.docx holds definitions that no document needs"),
        ("words.docx", b"PK\x03\x04 cut off", "words.docx is damaged or protected by a password"),
        ("words.docx", word([("word/vbaProject.bin", b"\xd0\xcf")]), "words.docx holds a program (a macro): save it without macros."),
        ("words.docx", word([("word/media/image9.png", b"MZ\x90\x00")]), "words.docx holds a program (a macro)"),
        ("notes.txt", b"words\x00\x01\x02", "notes.txt is not a text, or it is damaged"),
        ("plan.pdf", b"%PDF-1.7 nothing", "plan.pdf is not a PDF document, or it is damaged"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(name, content, said):
    with pytest.raises(UploadRefused) as refused:
        clean(name, content)
    assert str(refused.value).startswith(said)


def test_picture_of_too_many_dots():
    image = Image.new("1", (8000, 8000))
    out = io.BytesIO()
    image.save(out, format="PNG")
    with pytest.raises(UploadRefused, match="too many dots"):
        clean("bomb.png", out.getvalue())


def test_pdf_with_a_password():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UploadRefused, match="protected by a password: save it again without one"):
        clean("secret.pdf", out.getvalue())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\quill\\Minutes 4 May.txt", "Minutes 4 May.txt"),
        ("../../etc/notes.txt", "notes.txt"),
        ("harm\u202etxt.txt", "harmtxt.txt"),
        ("a" * 200 + ".txt", "a" * 116 + ".txt"),
        ("line\r\nbreak.txt", "linebreak.txt"),
    ],
)
def test_name_is_made_harmless(name, kept):
    assert clean(name, b"words").name == kept


class OneFile(PortalForm):
    file = UploadField(label="Evidence", required=False)


def test_field_gives_the_clean_file_or_says_why_not():
    form = OneFile({}, {"file": SimpleUploadedFile("note.txt", b"words", content_type="text/html")})
    assert form.is_valid()
    assert form.cleaned_data["file"].content == b"words"
    form = OneFile({}, {"file": SimpleUploadedFile("note.pdf", b"MZ" + b"\x00" * 20)})
    assert form.errors["file"] == ["note.pdf holds a program, not a PDF document: choose the document itself."]
    form = OneFile({}, {"file": SimpleUploadedFile("note.txt", b"0" * (MAX_BYTES + 1))})
    assert form.errors["file"] == ["note.txt is larger than 10 MB: make it smaller, or give a link to it instead."]
    form = OneFile({}, {})
    assert form.is_valid() and form.cleaned_data["file"] is None


@pytest.mark.django_db
def test_kept_in_chunks_and_given_back_as_a_download():
    words = b"0123456789abcdef" * (CHUNK // 16) + b"the end"
    upload = keep(clean("Long café.txt", words), by=None, at=AT)
    assert upload.chunks.count() == 2
    assert content_of(upload) == words
    answer = as_download(upload)
    assert answer.content == words
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Long%20caf")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_discarding_leaves_nothing_and_changing_is_refused():
    from django.db import InternalError, transaction

    upload = keep(clean("note.txt", b"words"), by=None, at=AT)
    with pytest.raises(InternalError), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(name="other.txt")
    discard(upload)
    assert (Upload.objects.count(), UploadChunk.objects.count()) == (0, 0)
