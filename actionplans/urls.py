"""The addresses of actionplans."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_safe

from actionplans.feeds import PlanChanges
from actionplans.views import achievements, asked, calendars, downloads, importing, officers, plans, progress, seeing

app_name = "actionplans"
PLAN = "<slug:compact>/plans/<slug:period>"
ACHIEVEMENTS = PLAN + "/targets/<int:number>/achievements/"

urlpatterns = [
    path("<slug:compact>/plan/", plans.current, name="current"),
    path("<slug:compact>/plan.csv", downloads.current_csv, name="current_csv"),
    path("<slug:compact>/plans/", plans.plans, name="plans"),
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
    path("home/calendar/<slug:token>.ics", calendars.person_calendar, name="person_calendar"),
    path(ACHIEVEMENTS, achievements.achievements, name="achievements"),
    path(ACHIEVEMENTS + "new/", achievements.add_achievement, name="add_achievement"),
    path(ACHIEVEMENTS + "from-progress/<int:note>/", achievements.achievement_from_note, name="achievement_from_note"),
    path(ACHIEVEMENTS + "<int:pk>/change/", achievements.change_achievement, name="change_achievement"),
    path(ACHIEVEMENTS + "<int:pk>/move/", achievements.move_achievement, name="move_achievement"),
    path(ACHIEVEMENTS + "<int:pk>/remove/", achievements.remove_achievement, name="remove_achievement"),
    path(PLAN + "/adopt/", officers.adopt, name="adopt"),
    path(PLAN + "/actions/<int:pk>/progress/", progress.progress, name="progress"),
]
