"""Pictures of the report: drawn small when they come in, named by their hash on the page, put inside every file that is printed."""

import base64
import io
import re

from django.utils.translation import gettext as _

from compact_portal.documents.models import Upload
from compact_portal.documents.uploads import Clean, UploadRefused, content_of

WIDEST, QUALITY = 1000, 72  # dots; a picture of this size weighs some 100 kB and prints sharp across a page
SOURCE = re.compile(r'src="[^"]*/pictures/([0-9a-f]{64})/"')


def made_small(file: Clean) -> Clean:
    """The picture as the report holds it. Raises UploadRefused for a file that is none."""
    from PIL import Image

    if not file.media_type.startswith("image/"):
        raise UploadRefused(_("%(file)s is not a picture: choose a JPEG or PNG.") % {"file": file.name})
    with Image.open(io.BytesIO(file.content)) as picture:
        picture = picture.convert("RGBA")
        picture.thumbnail((WIDEST, WIDEST))
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, format="JPEG", quality=QUALITY)
    return Clean(f"{file.name.rpartition('.')[0] or file.name}.jpg", "image/jpeg", out.getvalue())


def picture_of(source: str) -> bytes | None:
    """The bytes of the picture that an address of ours names."""
    found = SOURCE.fullmatch(f'src="{source}"')
    upload = Upload.objects.filter(sha256=found[1]).first() if found else None
    return content_of(upload) if upload else None


def with_pictures_inside(html: str) -> str:
    """For print: each picture in place of its address, so that nothing has to be fetched."""

    def inside(match) -> str:
        content = picture_of(match[0][5:-1])
        return f'src="data:image/jpeg;base64,{base64.b64encode(content).decode()}"' if content else match[0]

    return SOURCE.sub(inside, html)
