"""The annual report of the demonstration against WeasyPrint alone on the same finished HTML: allowed 1.2 times; its page, published, against
a bare view that answers with the same words after one query, behind the middleware of a new Django project: allowed 3 times.
"""

import datetime
import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils.safestring import mark_safe  # noqa: E402
from weasyprint import HTML  # noqa: E402

from compact_portal.days import today  # noqa: E402
from compact_portal.documents.fetcher import OwnFilesOnly  # noqa: E402
from compact_portal.documents.models import IssuedDocument  # noqa: E402
from reviews.actions.approving import give_approval  # noqa: E402
from reviews.actions.report import publish_report  # noqa: E402
from reviews.models import Review  # noqa: E402
from reviews.report import assemble  # noqa: E402
from reviews.report.rendering import render_body, report_html, report_pdf  # noqa: E402
from signatories.models import Officer, SeatHolder  # noqa: E402

PAIRS = 7
ROUNDS = 60
BARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
PAGE = Template("<!DOCTYPE html><html lang='en'><body>{{ body }}</body></html>")


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    pdf()
    page()


def page() -> None:
    """The report is published in a transaction that is taken back."""
    with transaction.atomic():
        review = Review.objects.get(compact__slug="east-sussex", year=2009)
        proposal, day = review.proposals.first(), datetime.date(2010, 1, 5)
        seats = SeatHolder.objects.serving(on=day).filter(seat__compact=review.compact, seat__organisation__sector="statutory", person__isnull=False)
        for holder in seats.exclude(person__in=proposal.approvals.values("person"))[:1]:
            give_approval(proposal=proposal, verdict="approve", by=holder.person, on=day)
        officer = Officer.objects.serving(on=today()).filter(compact=review.compact).first().person
        document = publish_report(review=review, by=officer).page_id
        client, bare = Client(), bare_client(document)

        def ours():
            assert client.get("/east-sussex/reports/2009/").status_code == 200

        def floor():
            assert bare.get("/").status_code == 200

        ours(), floor()
        pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
        transaction.set_rollback(True)
    tell("page of the report", "bare view", pairs, allowed=3)


def bare_client(document: int) -> Client:
    """Its pages are the stored words after one query, with no address to look up."""
    client = Client()
    client.handler._get_response = lambda request: bare_view(document)
    with override_settings(MIDDLEWARE=BARE):
        client.handler.load_middleware()
    return client


def bare_view(document: int) -> HttpResponse:
    body = bytes(IssuedDocument.objects.get(pk=document).content).decode()
    return HttpResponse(PAGE.render(Context({"body": mark_safe(body)})))


def tell(what: str, against: str, pairs: list[tuple[float, float]], *, allowed: float) -> None:
    ratios = sorted(a / b for a, b in pairs)
    ours_s, floor_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"| {what} | ours ms | {against} ms | ratio, pair by pair: median (least to most) | allowed |")  # noqa: T201
    print("|---|---|---|---|---|")  # noqa: T201
    ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    print(f"| East Sussex 2009 | {ours_s * 1000:.1f} | {floor_s * 1000:.1f} | {ratio} | {allowed:.2f} |")  # noqa: T201


def pdf() -> None:
    def ours():
        report = assemble(Review.objects.get(compact__slug="east-sussex", year=2009), today())
        return report_pdf(report, render_body(report))

    report = assemble(Review.objects.get(compact__slug="east-sussex", year=2009), today())
    finished = report_html(report, render_body(report))

    def floor():
        return HTML(string=finished, url_fetcher=OwnFilesOnly()).write_pdf(pdf_variant="pdf/ua-1")

    ours(), floor()  # warm up
    pairs = [(seconds(ours), seconds(floor)) for _ in range(PAIRS)]
    tell("report", "WeasyPrint alone", pairs, allowed=1.2)


if __name__ == "__main__":
    main()
