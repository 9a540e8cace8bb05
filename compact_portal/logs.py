"""What may stand in the log: routes and numbers, never what a person wrote and never a token."""

import logging
import re
import traceback

# The library's keys for a new password or a new address may be short; every other token is long, wherever its page stands. A figure or a
# capital letter in it tells it from an agreement's name.
SHORT_KEY = re.compile(r"/(i|key|confirm-email)/[^/\s]+")
TOKEN = re.compile(r"(?<=/)(?=[\w:~=-]*[0-9A-Z])[\w:~=-]{24,}")


class SafeFilter(logging.Filter):
    """Blanks tokens in addresses, keeps each message to one line, and drops the request, which holds what was posted."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = SHORT_KEY.sub(r"/\1/[token]", TOKEN.sub("[token]", record.getMessage()))
        record.msg = said.replace("\r", " ").replace("\n", " ")
        record.args = ()
        record.request = None
        return True


class SafeFormatter(logging.Formatter):
    """Writes where an exception arose and of which kind, without its words.

    PostgreSQL repeats the whole row that it refuses, and Python the text that it could not read. The name of the
    constraint that refused is kept: it is ours.
    """

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left its own rendering here
        return super().format(record)

    def formatException(self, info) -> str:
        error, lines = info[1], []
        while error is not None:
            lines = [*traceback.format_tb(error.__traceback__), f"{kind(error)}\n", *lines]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
            if error is not None:
                lines.insert(0, "and then\n")
        return "".join(lines).rstrip()


def kind(error: BaseException) -> str:
    """`django.db.utils.IntegrityError 23514 response_text_not_empty`."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    diagnosis = getattr(error.__cause__ or error, "diag", None)
    return " ".join(filter(None, [name, getattr(diagnosis, "sqlstate", None), getattr(diagnosis, "constraint_name", None)]))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"safe": {"()": "compact_portal.logs.SafeFilter"}},
    "formatters": {"line": {"()": "compact_portal.logs.SafeFormatter", "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["safe"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "notifications_python_client": {"level": "ERROR"},  # its warnings repeat what Notify answers
    },
}
