"""What can happen to a plan: the verbs. Each refuses with PermissionDenied who may not, and with ValidationError, in words for
the page, what the plan does not allow."""
