"""PDF documents are written anew, without what tells of their writer and without anything that acts by itself."""

import io

from django.utils.translation import gettext as _

from .images import without_notes
from .reading import UploadRefused, not_what_it_says

NOTES = ("/Metadata", "/PieceInfo", "/LastModified", "/T", "/CreationDate", "/M")
ACTING = ("/OpenAction", "/AA", "/JS", "/AF")
ACTS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/RichMediaExecute")
CARRYING = ("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D")


def clean(name: str, content: bytes) -> bytes:
    """Raises UploadRefused where it is no PDF, is damaged or needs a password."""
    import pikepdf

    if not content.startswith(b"%PDF-"):
        raise not_what_it_says(name, _("a PDF document"))
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not len(document.pages):
                raise not_what_it_says(name, _("a PDF document"))
            quieten(document)
            out = io.BytesIO()
            document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=False)
    except pikepdf.PasswordError as error:
        raise UploadRefused(_("%(name)s is protected by a password: save it again without one.") % {"name": name}) from error
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise not_what_it_says(name, _("a PDF document")) from error
    return out.getvalue()


def quieten(document) -> None:
    import pikepdf

    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for key in ("/OpenAction", "/AA", "/Metadata", "/AF"):
        if key in document.Root:
            del document.Root[key]
    if "/Names" in document.Root:
        for key in ("/JavaScript", "/EmbeddedFiles"):
            if key in document.Root.Names:
                del document.Root.Names[key]
    if "/AcroForm" in document.Root and "/XFA" in document.Root.AcroForm:
        del document.Root.AcroForm["/XFA"]
    for page in document.pages:
        if "/Annots" in page:
            page.Annots = pikepdf.Array([note for note in page.Annots if str(note.get("/Subtype", "")) not in CARRYING])
            for note in page.Annots:
                forget_writer(note)
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            silence(thing)


def forget_writer(note) -> None:
    """A comment in the margin keeps its words, not its name and time; the /T of a form's field is no name, and stays."""
    for key in ("/T", "/M", "/CreationDate"):
        if key in note and str(note.get("/Subtype", "")) != "/Widget":
            del note[key]


def silence(thing) -> None:
    import pikepdf

    if str(thing.get("/S", "")) in ACTS:
        thing.S = pikepdf.Name("/None")
    for key in (*ACTING, "/Metadata", "/PieceInfo", "/LastModified"):
        if key in thing:
            del thing[key]
    for value in dict(thing.items()).values():  # what is written inside another, not beside it
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            silence(value)
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == pikepdf.Name.DCTDecode:
        raw = thing.read_raw_bytes()
        thing.write(without_notes(raw), filter=pikepdf.Name.DCTDecode)
