"""The addresses of actionplans."""

from django.urls import path

from actionplans.views import officers, plans, progress

app_name = "actionplans"
PLAN = "<slug:compact>/plans/<slug:period>"

urlpatterns = [
    path("<slug:compact>/plan/", plans.current, name="current"),
    path("<slug:compact>/plan.csv", plans.current_csv, name="current_csv"),
    path("<slug:compact>/plans/", plans.plans, name="plans"),
    path(PLAN + "/", plans.plan, name="plan"),
    path(PLAN + ".csv", plans.plan_csv, name="plan_csv"),
    path(PLAN + "/adopt/", officers.adopt, name="adopt"),
    path(PLAN + "/actions/<int:pk>/progress/", progress.progress, name="progress"),
]
