#!/usr/bin/env python3
"""Django's command line. Commands that change tables run as the role that owns them."""

import os
import sys

OWNER_COMMANDS = {"prepare", "migrate", "createcachetable", "flush", "sqlmigrate", "restore", "retention"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("PORTAL_DATABASE_ROLE", "owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
