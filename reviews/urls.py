"""The addresses of reviews: the survey for those who answer it, the survey for those who run it, and the reports."""

from django.urls import path

from reviews import views_answering, views_preparing, views_report, views_running

app_name = "reviews"
SURVEY = "<slug:compact>/survey/<int:year>/"
REPORT = "<slug:compact>/reports/"

urlpatterns = [
    path("i/<str:token>/", views_answering.invitation, name="invitation"),
    path(SURVEY, views_answering.survey, name="survey"),
    path(SURVEY + "as/<int:organisation>/", views_answering.answer_as, name="answer_as"),
    path(SURVEY + "questions/", views_answering.questions, name="questions"),
    path(SURVEY + "<int:number>/", views_answering.section, name="section"),
    path(SURVEY + "leave/", views_answering.leave, name="leave"),
    path(SURVEY + "check/", views_answering.check, name="check"),
    path(SURVEY + "submit/", views_answering.submit, name="submit"),
    path("<slug:compact>/reviews/new/", views_preparing.prepare_review, name="prepare_review"),
    path("<slug:compact>/reviews/<int:year>/", views_preparing.change_review, name="change_review"),
    path(SURVEY + "prepare/", views_preparing.prepare, name="prepare"),
    path(SURVEY + "manage/", views_running.manage, name="manage"),
    path(SURVEY + "open/", views_running.open_, name="open"),
    path(SURVEY + "invite/", views_running.invite, name="invite"),
    path(SURVEY + "close/", views_running.close, name="close"),
    path(SURVEY + "release/", views_running.release, name="release"),
    path(SURVEY + "results/", views_running.results, name="results"),
    path(SURVEY + "written/", views_running.written, name="written"),
    path(REPORT, views_report.reports, name="reports"),
    path(REPORT + "<int:year>/", views_report.report, name="report"),
    path(REPORT + "<int:year>.pdf", views_report.report_pdf, name="report_pdf"),
    path(REPORT + "<int:year>/edit/", views_preparing.edit_report, name="edit_report"),
    path(REPORT + "<int:year>/publish/", views_report.publish_report, name="publish_report"),
]
