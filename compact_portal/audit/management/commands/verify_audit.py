"""Is what happened still as it was written down?"""

import re

from django.core.management.base import BaseCommand, CommandError

from compact_portal.audit.chain import EXAMINERS, Head, faults, heads, unchained

HEAD = re.compile(r"(\d{1,18})/(\d{1,18})/([0-9a-f]{64})")


class Command(BaseCommand):
    help = (
        "Recomputes every chain of events and names each place where it is broken; ends 1 when there is one. Prints the head of each chain: "
        "keep these lines elsewhere and give them back with --head, and a chain that was cut or written anew is found too."
    )

    def add_arguments(self, parser):
        parser.add_argument("--head", action="append", default=[], metavar="CHAIN/NUMBER/DIGEST", help="a head printed earlier; may be given often")

    def handle(self, *args, head, **options):
        found = list(faults([parsed(text) for text in head]))
        found += [fault for examine in EXAMINERS for fault in examine()]
        for fault in found:
            self.stderr.write(fault)
        waiting = unchained().count()
        if waiting:
            self.stdout.write(f"Not chained yet: {waiting}. The worker does it within a minute.")
        for end in heads():
            self.stdout.write(f"{end.chain}/{end.number}/{end.digest}")
        if found:
            raise CommandError(f"{len(found)} {'place is' if len(found) == 1 else 'places are'} not as written down.")


def parsed(text: str) -> Head:
    match = HEAD.fullmatch(text.strip())
    if not match:
        raise CommandError(f"“{text}” is not a head: it has the form 1/42/ and 64 hexadecimal digits.")
    return Head(int(match[1]), int(match[2]), match[3])
