"""Seeds the comparison with the floor: a survey of 25 questions with N answers, 600 organisations that have not answered, and 3,000 on the list.

Run by script/bench in the bench's own database. Prints which pages meet which of the floor's twins.
"""

import os
import subprocess
import sys

import psycopg2

ROLES = """
DO $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bench_owner') THEN
    CREATE ROLE bench_owner LOGIN CREATEDB; CREATE ROLE bench_app LOGIN;
END IF; END $$;
"""
WAITING = 600
LISTED = 3_000  # on the public list of signatories


def prepare() -> None:
    """The roles, and the tables by the owner, in a process of its own."""
    connection = psycopg2.connect(os.environ["BENCH_SUPERUSER_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(ROLES)
        cursor.execute(f'ALTER DATABASE "{os.environ["BENCH_DB"]}" OWNER TO bench_owner')
        cursor.execute("ALTER SCHEMA public OWNER TO bench_owner")
    connection.close()
    command = [sys.executable, "-m", "django"]
    owner = os.environ | {"PORTAL_DATABASE_ROLE": "owner"}
    for verb in (["createcachetable"], ["migrate", "-v", "0"]):
        subprocess.run([*command, *verb], env=owner, check=True, stdout=subprocess.DEVNULL)


def analyze() -> None:
    """As the floor's seed does: a database in use has statistics. The running role owns no table, and would leave them all out."""
    connection = psycopg2.connect(os.environ["BENCH_SUPERUSER_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()


def seed(answers: int) -> None:
    import datetime

    from seedlib import KINDS, LIKERT, OPTIONS, answer

    from compact_portal.accounts.models import User
    from reviews.actions.running import close_survey, release_survey
    from reviews.answering.counting import add_to_tally, take_apart
    from reviews.models import Bundle, Invitation, Question, Release, Review, Section, Survey, Tally
    from signatories.models import Area, Compact, Edition, Officer, Organisation, Signature

    area = Area.objects.create(name="Benchshire", level="county")
    compact = Compact.objects.create(slug="bench", name="Bench", area=area, level="county", status="in_force", summary="Bench", controller="Bench")
    edition = Edition.objects.create(compact=compact, label="1")
    boss = User.objects.create_user("boss@example.org", name="Boss")
    Officer.objects.create(compact=compact, person=boss, sector="statutory", since=datetime.date(2020, 1, 1))
    count = max(250, answers)
    organisations = Organisation.objects.bulk_create(
        [
            Organisation(name=f"Organisation {n:05}", sector="voluntary" if n % 3 else "statutory", kind="charity")
            for n in range(max(count + WAITING, LISTED))
        ]
    )
    today = datetime.date.today()
    Signature.objects.bulk_create(
        [Signature(organisation=o, compact=compact, edition=edition, status="signed", signed_on=today) for o in organisations[:LISTED]]
    )
    kinds = {"likert": "likert", "choice": "single", "multi": "several", "text": "text"}
    values = {label: label.lower().replace(" ", "_") for label in LIKERT} | {"Neutral": "neither"}

    def made(year: int) -> tuple:
        review = Review.objects.create(compact=compact, year=year, label=str(year))
        days = {"opens_on": today - datetime.timedelta(days=30), "closes_on": today + datetime.timedelta(days=60)}
        survey = Survey.objects.create(review=review, compact=compact, **days)
        Tally.objects.create(survey=survey)
        section = Section.objects.create(survey=survey, number=1, title="All")
        questions = [
            Question(section=section, key=f"q{n}", number=n, kind=kinds[kind], text=f"How far does your organisation meet commitment {n}?",
                     options=[[o, o] for o in OPTIONS] if kind in ("choice", "multi") else [])
            for n, kind in enumerate(KINDS, 1)
        ]  # fmt: skip
        questions = Question.objects.bulk_create(questions)
        survey.status, survey.opened_at, survey.opened_by = "open", f"{today}T00:00Z", boss  # from now on its questions are frozen
        survey.save()
        return survey, questions

    def draft() -> dict:
        one = {f"q{n}": answer(kind) for n, kind in enumerate(KINDS, 1)}
        texts = {key: {"text": value, "openness": "steering"} for key, value in one.items() if isinstance(value, str) and len(value) > 40}
        return {key: texts.get(key) or (values.get(value, value) if isinstance(value, str) else value) for key, value in one.items()}

    closed, questions = made(2025)
    tally, bundles = Tally.objects.get(survey=closed), []
    for organisation in organisations[:answers]:
        parts = take_apart(questions=questions, sector=organisation.sector, draft=draft())
        add_to_tally(counts=tally.counts, responses=tally.responses, sector=organisation.sector, counted=parts.counted)
        bundles.append(Bundle(survey=closed, texts=parts.detached))
    tally.save()
    Bundle.objects.bulk_create(bundles)
    close_survey(survey=closed, by=boss)
    release_survey(survey=closed, by=boss)
    assert Release.objects.get().figures["level"] == "full"
    current, questions = made(2026)
    Bundle.objects.bulk_create([Bundle(survey=current, texts=bundle.texts) for bundle in bundles[:250]])
    Invitation.objects.bulk_create([Invitation(survey=current, organisation=o, sector=o.sector) for o in organisations[-WAITING:]])


def spec() -> None:
    from seedlib import KINDS, OPTIONS, emit, session_cookies

    from reviews.models import Invitation

    waiting = list(Invitation.objects.values_list("pk", flat=True))
    cookies = [session_cookies(survey_invitations={"bench/2026": [pk, ""]}) for pk in waiting]
    values = {
        "likert": ["agree"],
        "choice": OPTIONS[:1],
        "multi": OPTIONS[:2],
        "text": ["We agreed targets with partners every quarter."],
    }
    data = [(f"q{n}", value) for n, kind in enumerate(KINDS, 1) for value in values[kind]] + [("version", "0")]
    half = len(waiting) // 2
    emit(
        pages=[
            {"key": "form", "path": "/bench/survey/2026/1/", "cookies": cookies[0]},
            {"key": "results_stored", "path": "/bench/survey/2025/results/"},  # public, as the floor's is
            {"key": "list", "path": "/bench/signatories/"},
        ],
        posts=[
            {
                "key": "post",
                "expect": [302],
                "requests": [
                    {"path": "/bench/survey/2026/1/", "cookies": c, "data": [*data, ("invitation", str(pk))]}
                    for c, pk in zip(cookies[1:half], waiting[1:half], strict=True)
                ],
            },
        ],
    )


if __name__ == "__main__":
    sys.path.insert(0, os.environ["PYTHONPATH"].split(os.pathsep)[-1])
    have = psycopg2.connect(os.environ["BENCH_SUPERUSER_URL"])
    with have.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.reviews_survey')")
        fresh = cursor.fetchone()[0] is None
    have.close()
    if fresh:
        prepare()
    import django

    django.setup()
    from django.db import transaction

    if fresh:
        with transaction.atomic():
            seed(int(sys.argv[1]))
        analyze()
    spec()
