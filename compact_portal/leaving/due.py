"""What the hourly work does about packs: they go after a week."""

from django.utils import timezone

from compact_portal.leaving.models import Pack


def do_due() -> list[str]:
    gone = forget_old()
    return [f"Deleted {gone} pack{'s' * (gone != 1)} whose week was over."] if gone else []


def forget_old() -> int:
    """Returns how many packs that were."""
    return Pack.objects.too_old(timezone.now()).delete()[1].get(Pack._meta.label, 0)
