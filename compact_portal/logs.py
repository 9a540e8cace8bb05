"""What may stand in the log: routes and numbers, never what a person wrote and never a token."""

import logging
import re

TOKEN_IN_PATH = re.compile(r"/i/[^/\s]+")


class SafeFilter(logging.Filter):
    """Blanks invitation tokens, and drops the local variables that a traceback's request would print."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = TOKEN_IN_PATH.sub("/i/[token]", record.getMessage())
        record.args = ()
        record.request = None
        return True
