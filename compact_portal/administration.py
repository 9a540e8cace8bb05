"""What pages of the administration may not do, for every app: mixed in before `admin.ModelAdmin` or an inline."""


class NeverDeleted:
    """What others refer to is closed or ended, never deleted. The page that asks "are you sure" would also list survey rows."""

    def has_delete_permission(self, request, obj=None):
        return False


class OnlyRead(NeverDeleted):
    """What the portal writes itself, or pages of their own change with their checks and their mail: here it is looked up."""

    def has_add_permission(self, request, obj=None):  # an inline is asked with the row above it
        return False

    def has_change_permission(self, request, obj=None):
        return False


class NarrowedByItsFilters:
    """Comes before every ModelAdmin (accounts/admin_site.py): a list is narrowed by what its filters offer, and by nothing else.

    The library takes any field of the row from the address, also one that no page shows. Letter by letter that would read the words
    of a mail with the link in it, or the hash of a password.
    """

    def lookup_allowed(self, lookup, value, request):
        filters = (one[0] if isinstance(one, list | tuple) else one for one in self.get_list_filter(request))
        offered = {name for name in (*filters, self.date_hierarchy) if isinstance(name, str)}
        named = any(lookup == name or lookup.startswith(f"{name}__") for name in offered)
        return named and super().lookup_allowed(lookup, value, request)
