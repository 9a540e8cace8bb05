"""What is said in a disagreement, kept so that nobody reads it by looking: not an administrator, not the host, not who steals a backup.

Everything that encrypts stands here, and nothing outside imports the libraries for it. The functions are pure: they hold no state and
know no database. Whatever does not fit raises `CannotOpen`; there is no second way to a text.

    keys        a person's pair of keys, locked by their case passphrase
    audiences   one key for each audience of a case, sealed to the people who may open it
    texts       a text, bound to the row it stands in
    files       a file in chunks, bound to its row
    sessions    an unlocked key for the length of a sitting, which the server alone cannot use
    recovery    a key in two halves, one for each sector's custodians
"""


class CannotOpen(Exception):
    """Wrong key, wrong place, or changed since it was locked: which of them is not known, and not said."""
