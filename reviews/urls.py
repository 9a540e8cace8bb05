"""The addresses of reviews: the survey for those who answer it, the survey for those who run it, and the reports."""

from django.urls import path

from reviews.views import answering, colleagues, entering, preparing, report, returning, running, sending

app_name = "reviews"
SURVEY = "<slug:compact>/survey/<int:year>/"
REPORT = "<slug:compact>/reports/"

urlpatterns = [
    path("i/<str:token>/", entering.invitation, name="invitation"),
    path(SURVEY, answering.survey, name="survey"),
    path(SURVEY + "as/<int:organisation>/", entering.answer_as, name="answer_as"),
    path(SURVEY + "questions/", answering.questions, name="questions"),
    path(SURVEY + "<int:number>/", answering.section, name="section"),
    path(SURVEY + "leave/", entering.leave, name="leave"),
    path(SURVEY + "check/", sending.check, name="check"),
    path(SURVEY + "check.txt", sending.copy, name="copy"),
    path(SURVEY + "look/", sending.look, name="look"),
    path(SURVEY + "submit/", sending.submit, name="submit"),
    path(SURVEY + "colleagues/", colleagues.colleagues, name="colleagues"),
    path(SURVEY + "colleagues/<int:pk>/stop/", colleagues.stop, name="stop_colleague"),
    path(SURVEY + "return/", returning.come_back, name="come_back"),
    path(SURVEY + "return/code/", returning.code, name="come_back_code"),
    path("<slug:compact>/reviews/new/", preparing.prepare_review, name="prepare_review"),
    path("<slug:compact>/reviews/<int:year>/", preparing.change_review, name="change_review"),
    path(SURVEY + "prepare/", preparing.prepare, name="prepare"),
    path(SURVEY + "manage/", running.manage, name="manage"),
    path(SURVEY + "open/", running.open_, name="open"),
    path(SURVEY + "invite/", running.invite, name="invite"),
    path(SURVEY + "close/", running.close, name="close"),
    path(SURVEY + "release/", running.release, name="release"),
    path(SURVEY + "results/", running.results, name="results"),
    path(SURVEY + "written/", running.written, name="written"),
    path(REPORT, report.reports, name="reports"),
    path(REPORT + "<int:year>/", report.report, name="report"),
    path(REPORT + "<int:year>.pdf", report.report_pdf, name="report_pdf"),
    path(REPORT + "<int:year>/edit/", preparing.edit_report, name="edit_report"),
    path(REPORT + "<int:year>/publish/", report.publish_report, name="publish_report"),
]
