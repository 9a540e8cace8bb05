"""Where officers look after the mail of their agreement: its words, rounds that wait, addresses that mail does not reach.

It stands above the rooms, since the mails are theirs.
"""
