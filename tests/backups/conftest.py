from tests.transactional import committed, emptied_by_owner  # noqa: F401  fixtures
