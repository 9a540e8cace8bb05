"""The addresses of actionplans."""

from django.urls import path

from actionplans import views

app_name = "actionplans"
PLAN = "<slug:compact>/plans/<slug:period>"

urlpatterns = [
    path("<slug:compact>/plan/", views.current, name="current"),
    path("<slug:compact>/plan.csv", views.current_csv, name="current_csv"),
    path("<slug:compact>/plans/", views.plans, name="plans"),
    path(PLAN + "/", views.plan, name="plan"),
    path(PLAN + ".csv", views.plan_csv, name="plan_csv"),
    path(PLAN + "/adopt/", views.adopt, name="adopt"),
    path(PLAN + "/actions/<int:pk>/progress/", views.progress, name="progress"),
]
