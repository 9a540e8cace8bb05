"""Files on their way in: in memory alone, and never more of them than may be kept. No disk ever holds one in clear."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .reading import MAX_BYTES


class InMemory(FileUploadHandler):
    """Holds MAX_BYTES of one request at most. What comes beyond is read and forgotten, and its file is said to be too large."""

    def __init__(self, request=None):
        super().__init__(request)
        self.held = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file, self.size, self.whole = BytesIO(), 0, True

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.whole = self.whole and self.held + len(raw_data) <= MAX_BYTES
        if self.whole:
            self.held += len(raw_data)
            self.file.write(raw_data)

    def file_complete(self, file_size):
        if not self.whole:
            self.held -= self.file.tell()
            self.file = BytesIO()
        self.file.seek(0)
        size = self.size if self.whole else max(self.size, MAX_BYTES + 1)
        return InMemoryUploadedFile(self.file, self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra)
