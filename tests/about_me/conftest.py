from tests.disputes.conftest import cheap_passphrases, concern  # noqa: F401  fixtures
