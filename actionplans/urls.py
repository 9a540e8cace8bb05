"""The addresses of actionplans: the plan for everybody, writing it, agreeing to it, reporting on it, and what is left over."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_safe

from actionplans.feeds import PlanChanges
from actionplans.views import (
    achievements,
    acts,
    approving,
    asked,
    calendars,
    consulting,
    downloads,
    from_register,
    group_meetings,
    importing,
    meetings,
    officers,
    papers,
    plans,
    progress,
    seeing,
    targets,
    telling,
    writing,
)  # fmt: skip

app_name = "actionplans"
PLAN = "<slug:compact>/plans/<slug:period>"
GROUP = "<slug:compact>/meetings/"
STRATEGIES = "<slug:compact>/strategies/"
ACTION = PLAN + "/actions/<int:pk>/"
TARGET = PLAN + "/targets/<int:pk>/"
ACHIEVEMENTS = PLAN + "/targets/<int:number>/achievements/"

urlpatterns = [
    path("<slug:compact>/plan/", plans.current, name="current"),
    path("<slug:compact>/plan.csv", downloads.current_csv, name="current_csv"),
    path("<slug:compact>/plans/", plans.plans, name="plans"),
    path("<slug:compact>/plans/new/", writing.begin, name="begin"),
    path("<slug:compact>/plans/import/", importing.upload, name="import"),
    path("<slug:compact>/plans/import/<slug:token>/", importing.import_check, name="import_check"),
    path("<slug:compact>/plans/import/<slug:token>/write/", importing.import_write, name="import_write"),
    path(PLAN + "/", plans.plan, name="plan"),
    path(PLAN + ".csv", downloads.plan_csv, name="plan_csv"),
    path(PLAN + ".pdf", downloads.plan_as_pdf, name="plan_pdf"),
    path(PLAN + ".docx", downloads.plan_as_docx, name="plan_docx"),
    path(PLAN + ".xlsx", downloads.plan_as_xlsx, name="plan_xlsx"),
    path(PLAN + "/progress/", seeing.plan_progress, name="plan_progress"),
    path(PLAN + "/timeline/", seeing.timeline, name="timeline"),
    path(PLAN + "/papers/", papers.papers, name="papers"),
    path(PLAN + "/papers/<slug:first>.pdf", papers.paper_as_pdf, name="paper_pdf"),
    path(PLAN + "/papers/<slug:first>.docx", papers.paper_as_docx, name="paper_docx"),
    path(PLAN + "/compare/", asked.compare_plans, name="compare"),
    path("<slug:compact>/plan/asked/", asked.asked, name="asked"),
    path("<slug:compact>/plan/asked/new/", asked.ask, name="ask_add"),
    path("<slug:compact>/plan/asked/<int:pk>/", asked.ask, name="ask_change"),
    path("<slug:compact>/plan/alike/<int:pk>/<int:other>/", asked.parallel, name="parallel"),
    path("<slug:compact>/plan.ics", calendars.compact_calendar, name="compact_calendar"),
    path("<slug:compact>/plan.atom", login_not_required(require_safe(PlanChanges())), name="changes"),
    path("<slug:compact>/organisations/<int:pk>/plan.ics", calendars.organisation_calendar, name="organisation_calendar"),
    path("home/calendar/", calendars.calendar, name="calendar"),
    path("home/calendar/new/", calendars.make_calendar, name="make_calendar"),
    path("home/calendar/stop/", calendars.stop_calendar, name="stop_calendar"),
    path(ACHIEVEMENTS, achievements.achievements, name="achievements"),
    path(ACHIEVEMENTS + "new/", achievements.add_achievement, name="add_achievement"),
    path(ACHIEVEMENTS + "from-progress/<int:note>/", achievements.achievement_from_note, name="achievement_from_note"),
    path(ACHIEVEMENTS + "<int:pk>/change/", achievements.change_achievement, name="change_achievement"),
    path(ACHIEVEMENTS + "<int:pk>/move/", achievements.move_achievement, name="move_achievement"),
    path(ACHIEVEMENTS + "<int:pk>/remove/", achievements.remove_achievement, name="remove_achievement"),
    path("<slug:compact>/plan/from-register/<int:pk>/", from_register.achievement_from_reference, name="achievement_from_reference"),
    path(ACTION, acts.action, name="action"),
    # writing
    path(STRATEGIES + "new/", writing.strategy, name="strategy_add"),
    path(STRATEGIES + "<int:pk>/", writing.strategy, name="strategy_change"),
    path(PLAN + "/write/", writing.write, name="write"),
    path(PLAN + "/describe/", writing.describe, name="describe"),
    path(PLAN + "/targets/new/", targets.target, name="target_add"),
    path(TARGET, targets.target, name="target_change"),
    path(TARGET + "move/", targets.target_move, name="target_move"),
    path(TARGET + "remove/", targets.target_remove, name="target_remove"),
    path(TARGET + "actions/new/", acts.action_add, name="action_add"),
    path(ACTION + "change/", acts.action_change, name="action_change"),
    path(ACTION + "links/", acts.action_links, name="action_links"),
    path(ACTION + "events/", acts.action_events, name="action_events"),
    path(ACTION + "move/", acts.action_move, name="action_move"),
    path(ACTION + "remove/", acts.action_remove, name="action_remove"),
    path(PLAN + "/risks/new/", targets.risk, name="risk_add"),
    path(PLAN + "/risks/<int:pk>/", targets.risk, name="risk_change"),
    path(PLAN + "/risks/<int:pk>/remove/", targets.risk_remove, name="risk_remove"),
    # agreeing
    path(PLAN + "/approve/", approving.approve, name="approve"),
    path(PLAN + "/adopt/", approving.adopt, name="adopt"),
    path(PLAN + "/amendments/", officers.amendments, name="amendments"),
    path(PLAN + "/consultation/", consulting.consultation, name="consultation"),
    path(PLAN + "/consultation/comment/", consulting.comment, name="comment"),
    path(PLAN + "/consultation/days/", consulting.consult, name="consult"),
    path(PLAN + "/consultation/comments/<int:pk>/", consulting.answer, name="answer"),
    # reporting
    path("i/updates/<str:token>/", progress.update_link, name="update_link"),
    path(PLAN + "/updates/", officers.updates, name="updates"),
    path(PLAN + "/updates/mine/", progress.my_updates, name="my_updates"),
    path(PLAN + "/updates/leave/", progress.leave, name="leave"),
    path(PLAN + "/updates/ask/<int:organisation>/", officers.ask, name="ask"),
    path(ACTION + "progress/", progress.progress, name="progress"),
    path(PLAN + "/dates/<int:pk>/", progress.date_decision, name="date_decision"),
    # meetings that look at progress
    path(PLAN + "/meetings/", meetings.meetings, name="meetings"),
    path(PLAN + "/meetings/new/", meetings.meeting_add, name="meeting_add"),
    path(PLAN + "/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path(PLAN + "/meetings/<int:pk>/change/", meetings.meeting_change, name="meeting_change"),
    path(PLAN + "/meetings/plan/", meetings.meeting_plan, name="meeting_plan"),
    path(PLAN + "/meetings/<int:pk>/plan/", meetings.meeting_replan, name="meeting_replan"),
    path(PLAN + "/meetings/<int:pk>/call-off/", meetings.meeting_call_off, name="meeting_call_off"),
    path(PLAN + "/meetings/<int:pk>/decide/", meetings.meeting_decide, name="meeting_decide"),
    # meetings of the group while there is no plan
    path(GROUP, group_meetings.group_meetings, name="group_meetings"),
    path(GROUP + "new/", group_meetings.group_meeting_add, name="group_meeting_add"),
    path(GROUP + "plan/", group_meetings.group_meeting_plan, name="group_meeting_plan"),
    path(GROUP + "<int:pk>/", group_meetings.group_meeting, name="group_meeting"),
    path(GROUP + "<int:pk>/change/", group_meetings.group_meeting_change, name="group_meeting_change"),
    path(GROUP + "<int:pk>/plan/", group_meetings.group_meeting_replan, name="group_meeting_replan"),
    path(GROUP + "<int:pk>/call-off/", group_meetings.group_meeting_call_off, name="group_meeting_call_off"),
    path(GROUP + "<int:pk>/tell/", telling.meeting_tell, name="meeting_tell"),  # also with a plan
    path(GROUP + "<int:pk>/decided/", group_meetings.decision_add, name="decision_add"),
    path(GROUP + "decisions/<int:pk>/", group_meetings.decision_into_plan, name="decision_into_plan"),
    # what is left over
    path(PLAN + "/unfinished/", officers.unfinished, name="unfinished"),
    path(PLAN + "/unfinished/<int:pk>/", officers.unfinished_action, name="unfinished_action"),
    path(PLAN + "/close/", officers.close, name="close"),
]
