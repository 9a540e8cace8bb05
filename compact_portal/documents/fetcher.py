"""What a PDF may be made from: `data:` addresses and our own static files, nothing else.

WeasyPrint by itself would open local files and call the network for whatever address stands in the HTML. Importing this
module imports WeasyPrint (half a second), so only functions that make a PDF do.
"""

import mimetypes
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import gettext as _
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from compact_portal.documents.pdf import ResourceRefused

PREFIX = "static:"


class Refused(FatalURLFetchingError):
    """Stops WeasyPrint at once; any other error it would log, and leave the resource out of the PDF."""


class OwnFilesOnly(URLFetcher):
    """`static:fonts/x.ttf` is the file `fonts/x.ttf` of the first folder of STATICFILES_DIRS that has it."""

    def __init__(self):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url, headers=None):
        try:
            if url.startswith(PREFIX):
                path = own_file(url.removeprefix(PREFIX))
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": mimetypes.guess_type(path.name)[0] or "application/octet-stream"})
            return super().fetch(url, headers)
        except Exception as error:
            raise Refused(
                str(error) if isinstance(error, ResourceRefused) else _("A PDF cannot be made from %(url)s.") % {"url": url[:200]}
            ) from error


def own_file(name: str) -> Path:
    """The static file called `name`. Raises ResourceRefused for one that is missing or lies outside the static folders."""
    for folder in settings.STATICFILES_DIRS:
        root = Path(folder).resolve()
        path = (root / unquote(name).lstrip("/")).resolve()
        if path.is_relative_to(root) and path.is_file():
            return path
    raise ResourceRefused(f"The file {name} that the PDF needs is missing. Fonts and styles are built by script/build.")
