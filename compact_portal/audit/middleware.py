"""History rows say who changed something and on which page: the route's name, never its address, which may hold a token."""

import pghistory


class HistoryContextMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST":
            return self.get_response(request)
        with pghistory.context(user=request.user.pk):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST":
            pghistory.context(route=request.resolver_match.view_name)
