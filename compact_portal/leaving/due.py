"""What the hourly work does about packs: they go after a week."""

from django.utils import timezone

from compact_portal.leaving.models import Pack


def do_due() -> list[str]:
    old = Pack.objects.too_old(timezone.now())
    gone = old.count()
    old.delete()
    return [f"Deleted {gone} pack{'s' * (gone != 1)} whose week was over."] if gone else []
