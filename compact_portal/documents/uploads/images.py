"""Pictures are drawn anew: place, time, camera and whatever was hung behind the picture do not come along."""

import io
import warnings

from django.utils.translation import gettext as _

from .reading import UploadRefused, not_what_it_says

MAX_PIXELS = 50_000_000  # what a telephone takes today, with room; more is a bomb


def jpeg(name: str, content: bytes) -> bytes:
    # A telephone's picture in several views (MPO) begins with an ordinary one.
    return redrawn(name, content, ["JPEG", "MPO"], _("a JPEG picture"), format="JPEG", quality=90)


def png(name: str, content: bytes) -> bytes:
    return redrawn(name, content, ["PNG"], _("a PNG picture"), format="PNG")


def redrawn(name: str, content: bytes, formats: list[str], what: str, **options) -> bytes:
    """Upright as the camera noted, with its colours (the ICC profile holds nothing else), without any other note."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of what is refused below
        try:
            with Image.open(io.BytesIO(content), formats=formats) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise UploadRefused(_("%(name)s is a picture of too many dots: save it smaller.") % {"name": name})
                upright = ImageOps.exif_transpose(picture)
                colours = {"icc_profile": picture.info["icc_profile"]} if "icc_profile" in picture.info else {}
                upright.info = {"transparency": upright.info["transparency"]} if "transparency" in upright.info else {}
                out = io.BytesIO()
                upright.save(out, **options, **colours)
        except Image.DecompressionBombError as error:
            raise UploadRefused(_("%(name)s is a picture of too many dots: save it smaller.") % {"name": name}) from error
        except (OSError, SyntaxError, ValueError, IndexError, KeyError, EOFError, TypeError) as error:
            raise not_what_it_says(name, what) from error
    return out.getvalue()


def without_notes(content: bytes) -> bytes:
    """A JPEG picture inside another document, its dots untouched, without the segments that hold place, camera and comments.

    The segments are those before the picture itself (ITU T.81 annex B). What is no whole JPEG comes back as it is.
    """
    if not content.startswith(b"\xff\xd8"):
        return content
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == 0xDA:  # the picture begins
            return b"".join(kept) + content[at:]
        # APP0 is the header, APP2 the colour profile, APP14 says how colours are coded; the other APPs and comments are notes
        if not (mark == 0xFE or (0xE0 <= mark <= 0xEF and mark not in (0xE0, 0xE2, 0xEE))):
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return content
