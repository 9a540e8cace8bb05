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
