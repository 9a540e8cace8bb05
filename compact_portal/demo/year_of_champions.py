"""What Champions, the refresh and the steering group have to show in East Sussex: guidance, questions, a round, terms, a request."""

import datetime

from django.utils import timezone

from compact_portal.accounts.models import User
from compact_portal.days import today
from compact_portal.demo.content import read
from compact_portal.demo.people import address
from signatories.actions import champions, enquiries, refreshing, steering
from signatories.editions import joined
from signatories.models import Champion, Compact, EnquiryCount, Refresh, RefreshRound, Signature, TermsOfReference

DAY = datetime.timedelta(days=1)


def load_year_of_champions(*, compact: Compact, people: dict[str, User], on: datetime.date) -> None:
    content, officer = read("champions_year"), people["officer"]
    champions.issue_guidance(compact=compact, text=content["guidance"].strip(), by=officer)
    main = Champion.objects.filter(person=people["champion"], signature__compact=compact).order_by("pk").first()
    Champion.objects.filter(pk=main.pk).update(hours_a_month=4, time_agreed_on=on - 300 * DAY, time_agreed_by="The director")
    ask_questions(content, compact=compact, main=main)
    TermsOfReference.objects.create(
        compact=compact, agreed_on=on - 400 * DAY, text=content["terms_of_reference"].strip(), statutory_seats=6, voluntary_seats=6
    )
    charity = Signature.objects.get(compact=compact, organisation__memberships__person=people["charity"], organisation__memberships__role="lead")
    steering.ask_to_join(signature=charity, by=people["charity"], post="Manager")
    run_refresh(compact=compact, officer=officer, on=on, asked=charity)


def ask_questions(content: dict, *, compact: Compact, main: Champion) -> None:
    """One question waits for the demonstration's Champion; those of the year before are only counted."""
    code = compact.edition.codes.get(number=1)
    waiting = enquiries.ask(
        compact=compact, text=joined(content["question"]), email=address("visitor"), name="Maud Penfold", code=code, sector="voluntary", champion=main
    )
    enquiries.confirm(enquiry=waiting)
    titles = dict(compact.edition.codes.values_list("number", "title"))
    for breakdown, option, count in content["last_year"]:
        option = titles[int(option)][:60] if breakdown == EnquiryCount.Breakdown.CODE else option
        EnquiryCount.objects.create(compact=compact, year=today().year - 1, breakdown=breakdown, option=option, count=count)


def run_refresh(*, compact: Compact, officer: User, on: datetime.date, asked: Signature) -> None:
    """A round that is three weeks old: half of those who can be asked have answered, and `asked` has not."""
    began = timezone.make_aware(datetime.datetime.combine(on - 21 * DAY, datetime.time(12)))
    round = RefreshRound.objects.create(compact=compact, year=on.year, due_on=on + 30 * DAY, lapses_on=on + 90 * DAY)
    refreshing.start_round(round=round, by=officer, at=began)
    invented = Refresh.objects.filter(round=round).exclude(signature__organisation__contact_email="").exclude(signature=asked).order_by("pk")
    for number, refresh in enumerate(invented.select_related("signature")):
        if number % 2:
            refresh.answered_on, refresh.champion = on - (number % 20) * DAY, Refresh.Outcome.KEPT
            refresh.renewed_by_name, refresh.renewed_by_post = "The chair", "Chair"
            refresh.save(update_fields=["answered_on", "champion", "renewed_by_name", "renewed_by_post"])
