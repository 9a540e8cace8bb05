"""Files that people upload: what they are is looked at, what they say about their writer is removed, then they are kept in PostgreSQL.

`UploadField` checks and cleans, `keep` stores what it gives, `as_download` answers with it again. A page that shows the download decides
who may have it: nothing here does.
"""

from .fields import UploadField
from .keeping import as_download, content_of, discard, keep
from .reading import MAX_BYTES, Clean, UploadRefused, clean

__all__ = ["MAX_BYTES", "Clean", "UploadField", "UploadRefused", "as_download", "clean", "content_of", "discard", "keep"]
