"""The annual report of the demonstration against WeasyPrint alone on the same finished HTML: allowed 1.2 times."""

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
django.setup()

from weasyprint import HTML  # noqa: E402

from compact_portal.days import today  # noqa: E402
from compact_portal.documents.fetcher import OwnFilesOnly  # noqa: E402
from reviews.models import Review  # noqa: E402
from reviews.report import assemble  # noqa: E402
from reviews.report.rendering import render_body, report_html, report_pdf  # noqa: E402

PAIRS = 7


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    def ours():
        report = assemble(Review.objects.get(compact__slug="east-sussex", year=2009), today())
        return report_pdf(report, render_body(report))

    report = assemble(Review.objects.get(compact__slug="east-sussex", year=2009), today())
    finished = report_html(report, render_body(report))

    def floor():
        return HTML(string=finished, url_fetcher=OwnFilesOnly()).write_pdf(pdf_variant="pdf/ua-1")

    ours(), floor()  # warm up
    pairs = [(seconds(ours), seconds(floor)) for _ in range(PAIRS)]
    print("| report | ours s | WeasyPrint alone s | ratio, pair by pair: median (least to most) | allowed |")  # noqa: T201
    print("|---|---|---|---|---|")  # noqa: T201
    ratios = sorted(a / b for a, b in pairs)
    ours_s, floor_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    print(f"| East Sussex 2009 | {ours_s:.2f} | {floor_s:.2f} | {ratio} | 1.20 |")  # noqa: T201


if __name__ == "__main__":
    main()
