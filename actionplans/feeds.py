"""The changes of an agreement's plans for feed readers (Atom)."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from actionplans.changes import Change, changes_of
from signatories.models import Compact
from signatories.views.fetch import any_compact


class PlanChanges(Feed):
    feed_type = Atom1Feed

    def get_object(self, request, compact: str) -> Compact:
        return any_compact(compact)

    def title(self, compact: Compact) -> str:
        return _("%(compact)s: changes in its plans") % {"compact": compact}

    def subtitle(self, compact: Compact) -> str:
        return _("What was adopted, amended and reported in the plans of %(agreement)s.") % {"agreement": compact.called}

    def link(self, compact: Compact) -> str:
        return reverse("actionplans:current", args=[compact.slug])

    def items(self, compact: Compact) -> list[Change]:
        return changes_of(compact)

    def item_title(self, item: Change) -> str:
        return item.title

    def item_description(self, item: Change) -> str:
        return item.words

    def item_link(self, item: Change) -> str:
        return item.address

    def item_guid(self, item: Change) -> str:
        """A tag address (RFC 4151): it does not change when the portal moves to another name."""
        return f"tag:{settings.PORTAL_URL.partition('://')[2].partition('/')[0].partition(':')[0]},2026:{item.key}"

    def item_updateddate(self, item: Change):
        return item.at

    item_pubdate = item_updateddate
