"""Reference data and people. What officers do every week has its own pages; this is for setting up and for mending."""

from signatories.admin import compacts, editions, organisations, people, records, rounds  # noqa: F401 (each registers its pages)
