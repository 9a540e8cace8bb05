"""Writes an edition of a Compact from a file, and publishes it when asked to."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from signatories.editions import EditionError, publish_edition, read_edition, write_draft
from signatories.models import Compact


class Command(BaseCommand):
    help = "Write a draft edition of a Compact from a TOML file; with --publish it becomes the one in force."

    def add_arguments(self, parser):
        parser.add_argument("--compact", required=True, metavar="SLUG")
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish it; the former edition is superseded")
        parser.add_argument("--by", metavar="EMAIL", help="who publishes it: needed with --publish")

    def handle(self, *, compact, file, publish, by, **options):
        if publish and not by:
            raise CommandError("Say who publishes the edition: --by EMAIL.")
        agreement = Compact.objects.filter(slug=compact).first()
        if agreement is None:
            raise CommandError(f"There is no Compact called {compact}.")
        person = get_user_model().objects.filter(email__iexact=by).first() if by else None
        if by and person is None:
            raise CommandError(f"Nobody here has the address {by}.")
        try:
            content = read_edition(file)
            with transaction.atomic():
                edition = write_draft(compact=agreement, content=content, by=person)
                if publish:
                    edition = publish_edition(edition=edition, by=person, at=timezone.now())
        except EditionError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        commitments = sum(len(code["commitments"]) for code in content["codes"])
        parts = {name: len(value) for name, value in content.items() if isinstance(value, list)} | {"commitments": commitments}
        counts = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in parts.items())
        self.stdout.write(f"{agreement}: “{edition.label}” is {edition.get_status_display()} ({counts}).")
