from tests.disputes.conftest import cheap_passphrases, concern  # noqa: F401  fixtures
from tests.transactional import committed, emptied_by_owner  # noqa: F401  fixtures
