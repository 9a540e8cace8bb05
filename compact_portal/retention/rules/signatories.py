"""People who ask, comment, or were at an event: they need not take part in anything."""

from django.db.models import Case, DateField, Q, When
from django.utils.translation import gettext_lazy as _

from compact_portal.retention.people import REMOVED
from compact_portal.retention.rule import CONSENT, Rule, after, deletes, exactly_after, rewrites
from signatories.about_me import comments, corrections, delegate_of, questions, requests, uploaded
from signatories.actions import delegates, enquiries, joining
from signatories.due import KEPT_FILES, forget_files
from signatories.models import Comment, CorrectionRequest, Delegate, Enquiry, JoinRequest, WaitingImport

YEAR = 365
Asked, Joining = Enquiry.Status, JoinRequest.Status


def asked_to_join():
    days = Case(
        When(status=Joining.UNCONFIRMED, then=after("asked_on", joining.KEPT.days)),
        When(status__in=[Joining.REFUSED, Joining.APPROVED], then=after("asked_on", YEAR)),
        output_field=DateField(),
    )
    return [JoinRequest.objects.annotate(goes_on=days)]


def who_commented():
    return [Comment.objects.exclude(name=REMOVED, email="").annotate(goes_on=after("received_on", 2 * YEAR))]


def who_asked():
    days = Case(
        When(status=Asked.UNCONFIRMED, then=after("asked_on", enquiries.UNCONFIRMED.days)),
        When(status__in=[Asked.ANSWERED, Asked.CLOSED], then=after("done_on", enquiries.KEPT.days)),
        output_field=DateField(),
    )
    return [Enquiry.objects.annotate(goes_on=days)]


def waiting_files():
    return [WaitingImport.objects.annotate(goes_on=exactly_after("uploaded_at", KEPT_FILES))]


def who_may_be_asked():
    silent, agreed = after("asked_on", delegates.ANSWER_WITHIN.days), after("agreed_on", delegates.KEPT.days)
    return [Delegate.objects.annotate(goes_on=Case(When(agreed_on=None, then=silent), default=agreed, output_field=DateField()))]


def corrections_asked():
    return [CorrectionRequest.objects.annotate(goes_on=Case(When(~Q(outcome=""), then=after("asked_on", YEAR)), output_field=DateField()))]


CORRECTIONS = Rule(
    "corrections",
    _("A request to correct what is held about somebody, and its answer"),
    _("so that it is answered in time, and a complaint about the answer can be looked into"),
    _("one year after it was asked, once it is answered."),
    keeps=(CorrectionRequest,),
    rows=corrections_asked,
    clear=deletes(corrections_asked),
    basis=_("a duty of the law: to correct what is wrong (article 6(1)(c))"),
    seen_by=_("the steering group that was asked"),
    about=(corrections,),
    yours=_("Corrections that you asked for"),
)

REQUESTS = Rule(
    "requests",
    _("A request to join: who asked, and for which organisation"),
    _("so that a second request can be understood"),
    _("one year after it was made; 14 days if its address was never confirmed."),
    keeps=(JoinRequest,),
    rows=asked_to_join,
    clear=deletes(asked_to_join),
    whose=_("people who asked to join for an organisation"),
    seen_by=_("the officers of the agreement"),
    about=(requests,),
    yours=_("Your requests to join"),
)

COMMENTS = Rule(
    "comments",
    _("The name and address of who commented on a draft agreement (the comment itself stays)"),
    _("so that they can be asked what they meant"),
    _("two years after they wrote."),
    keeps=(Comment,),
    rows=who_commented,
    clear=rewrites(who_commented, name=REMOVED, email=""),
    whose=_("people who commented"),
    basis=CONSENT,
    seen_by=_("the steering group of the agreement; never published with a name"),
    about=(comments,),
    yours=_("Your comments on draft agreements"),
)

ENQUIRIES = Rule(
    "enquiries",
    _("A question to a Champion, its answer and the address of who asked"),
    _("so that it can be answered"),
    _("four weeks after the answer; three days if its address was never confirmed. What stays is a count."),
    keeps=(Enquiry,),
    rows=who_asked,
    clear=enquiries.forget,
    hourly=True,
    whose=_("people who ask a question"),
    basis=CONSENT,
    seen_by=_("the one who answers it"),
    about=(questions,),
    yours=_("Questions that you asked"),
)

IMPORTS = Rule(
    "imports",
    _("A file that was uploaded to be imported, and not imported"),
    _("so that it can be checked first"),
    _("one day."),
    keeps=(WaitingImport,),
    rows=waiting_files,
    clear=lambda day: forget_files(),
    hourly=True,
    whose=_("people named in the file"),
    seen_by=_("the officer who uploaded it"),
    about=(uploaded,),
    yours=_("Files that you uploaded to be imported"),
)

DELEGATES = Rule(
    "delegates",
    _("The name and address of a delegate of an event who may be asked again"),
    _("so that people who know the codes can help to make and use them"),
    _("three years after they agreed, or 30 days after they were asked and did not answer. Whoever says no is deleted at once."),
    keeps=(Delegate,),
    rows=who_may_be_asked,
    clear=delegates.forget,
    hourly=True,
    whose=_("delegates of events"),
    basis=CONSENT,
    seen_by=_("the officers of the agreement"),
    about=(delegate_of,),
    yours=_("Events after which you may be asked again"),
)
