"""The addresses of actionplans."""

from django.urls import path

from actionplans.views import achievements, downloads, importing, officers, plans, progress

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
    path(ACHIEVEMENTS, achievements.achievements, name="achievements"),
    path(ACHIEVEMENTS + "new/", achievements.add_achievement, name="add_achievement"),
    path(ACHIEVEMENTS + "from-progress/<int:note>/", achievements.achievement_from_note, name="achievement_from_note"),
    path(ACHIEVEMENTS + "<int:pk>/change/", achievements.change_achievement, name="change_achievement"),
    path(ACHIEVEMENTS + "<int:pk>/move/", achievements.move_achievement, name="move_achievement"),
    path(ACHIEVEMENTS + "<int:pk>/remove/", achievements.remove_achievement, name="remove_achievement"),
    path(PLAN + "/adopt/", officers.adopt, name="adopt"),
    path(PLAN + "/actions/<int:pk>/progress/", progress.progress, name="progress"),
]
