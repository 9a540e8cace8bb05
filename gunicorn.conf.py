"""Gunicorn reads this by itself when started from the checkout. Command-line options win over it."""

# The access log is off; with `--access-logfile -` it has neither address nor path, because paths hold invitations and
# the moment of an answer beside its sender's address would undo the survey's confidence.
access_log_format = "%(t)s %(m)s %(s)s %(B)s bytes %(D)s us"

# A second way into the process that nothing here uses, and it needs a home folder that can be written to.
control_socket_disable = True

# Longer than a report takes to be made; sign-in and forms answer in milliseconds.
timeout = 120
graceful_timeout = 30
