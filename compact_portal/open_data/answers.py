"""How an answer goes out: known by what it holds, so that nobody fetches it twice, and readable from any website."""

import hashlib
from functools import wraps

from django.core.cache import caches
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext

REMEMBERED = 30 * 24 * 60 * 60  # seconds
PROBLEM = "application/problem+json"  # RFC 9457
FROM_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
METHODS = "GET, HEAD, OPTIONS"


class BadQuestion(Exception):
    """What was asked for cannot be. Says so in a sentence, with the remedy."""


def open_to_every_site(view):
    """GET, HEAD and a browser's question beforehand; 404 and 400 are answered as a program understands them."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            allowed = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since"}
            response = HttpResponse(status=204, headers={"Allow": METHODS, "Access-Control-Max-Age": "86400", **allowed})
        elif request.method not in ("GET", "HEAD"):
            response = problem(405, gettext("Nothing can be changed here: ask with GET."))
            response["Allow"] = METHODS
        else:
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                response = problem(404, gettext("There is nothing at this address. /api/v1/ tells what there is."))
            except BadQuestion as wrong:
                response = problem(400, str(wrong))
        for name, value in FROM_ANYWHERE.items():
            response[name] = value
        return response

    return answer


def problem(status: int, detail: str) -> HttpResponse:
    title = {400: gettext("Bad request"), 404: gettext("Not found"), 405: gettext("Method not allowed")}[status]
    return JsonResponse({"title": title, "status": status, "detail": detail}, status=status, content_type=PROBLEM)


def as_json(request, content: dict, part: str = "") -> HttpResponse:
    encoded = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode(content).encode()
    return dated(request, HttpResponse(encoded, content_type="application/json"), part)


def dated(request, response: HttpResponse, part: str = "") -> HttpResponse:
    """With its hash as ETag, and the moment from which this address has answered so; 304 to whoever knows it already.

    The moment is remembered in the cache: what was forgotten counts as changed now. It is remembered by path and `part`, which says
    what of the query the answer depends on: by the whole address, anybody could fill the cache with rows.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    key = f"open-data:{hashlib.sha256(f'{request.path}?{part}'.encode()).hexdigest()}"
    known, since = caches["copies"].get(key) or ("", 0)
    if known != etag:
        since = int(timezone.now().timestamp())
        caches["copies"].set(key, (etag, since), REMEMBERED)
    response = get_conditional_response(request, etag=etag, last_modified=since, response=response)
    response["ETag"], response["Last-Modified"], response["Cache-Control"] = etag, http_date(since), "public, no-cache"
    return response
