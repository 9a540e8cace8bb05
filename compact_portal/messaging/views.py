"""The outbox page of the demonstration, which has no mail server: what would have been sent, with links to follow."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from compact_portal.messaging.models import Message

PER_PAGE = 25


def only_in_the_demonstration() -> None:
    """Anywhere else the outbox holds what people were sent in confidence: there is no such page."""
    if not settings.DEMO:
        raise Http404


@login_not_required  # an invitation must be readable before anybody has signed in
@require_safe
def outbox(request):
    only_in_the_demonstration()
    page = Paginator(Message.objects.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/outbox.html", {"page_obj": page})


@login_not_required
@require_safe
def message(request, pk):
    only_in_the_demonstration()
    here = f"{request.scheme}://{request.get_host()}"
    return render(request, "messaging/outbox_message.html", {"message": get_object_or_404(Message, pk=pk), "here": here})
