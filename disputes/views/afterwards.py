"""When a case is over, and what leaves it: private questions, consents, a story, an action of the plan."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.models import Target
from disputes.actions import afterwards
from disputes.forms.talking import PrivateForm, TargetForm
from disputes.models import Role
from disputes.views.fetch import case_view
from disputes.views.pages import ask, done
from disputes.views.talking import opened_entry
from signatories.views.fetch import posted


@require_http_methods(["GET", "POST"])
@case_view
def private_question(request, case, viewer, pk: int):
    mine = [part.pk for part in viewer.parts]
    question = get_object_or_404(case.private_questions.filter(part__in=mine, answered_on__isnull=True).select_related("part"), pk=pk)

    def deed(words):
        afterwards.answer_private(question=question, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("Thank you. Your answer is read by one person only.")

    return ask(
        request, case=case, heading=_("How is it now?"), form=PrivateForm(posted(request), moment=question.moment), button=_("Send it"), deed=deed,
        intro=[
            _("Only the case officer of your own sector reads this. The other side does not, nor does anybody else of this case."),
            _("If something got worse because of the concern, the case can be opened again."),
        ],
    )  # fmt: skip


@require_POST
@case_view
def consent(request, case, viewer, pk):
    found = opened_entry(case, viewer, pk)

    def deed():
        afterwards.consent(entry=found.entry, parts=viewer.parts, sitting=viewer.sitting)
        return _("Your side agrees to these words.")

    return done(request, case, deed)


@require_POST
@case_view
def publish_story(request, case, viewer, pk):
    found = opened_entry(case, viewer, pk)

    def deed():
        made = afterwards.publish_story(entry=found.entry, parts=viewer.parts, sitting=viewer.sitting)
        if made.for_signatories:
            return _("Organisations that have signed can read it now. It does not name the case.")
        return _("The story is public. It does not name the case.")

    return done(request, case, deed)


@require_http_methods(["GET", "POST"])
@case_view
def put_in_plan(request, case, viewer, pk):
    if not viewer.has(Role.OFFICER):
        raise Http404
    found = opened_entry(case, viewer, pk)
    plan = case.compact.plans.first()
    form = TargetForm(posted(request), targets=Target.objects.filter(plan=plan) if plan else Target.objects.none())

    def deed(words):
        made = afterwards.put_in_plan(entry=found.entry, target=words["target"], parts=viewer.parts, sitting=viewer.sitting)
        return _("It is action %(number)s of that target now.") % {"number": made.number}

    return ask(
        request, case=case, heading=_("Put it into the plan"), form=form, button=_("Put it into the plan"), deed=deed, shown=[found],
        intro=_("These words become public. Both sides have agreed to them."),
    )  # fmt: skip
