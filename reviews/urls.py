"""The addresses of reviews: the survey for those who answer it, the survey for those who run it, and the reports."""

from django.urls import path

from reviews.views import after, answering, examples, moderating, preparing, report, results, running

app_name = "reviews"
SURVEY = "<slug:compact>/survey/<int:year>/"
REPORT = "<slug:compact>/reports/"

urlpatterns = [
    path("i/<str:token>/", answering.invitation, name="invitation"),
    path("i/<str:token>/example/", examples.example_consent, name="example_consent"),
    path(SURVEY, answering.survey, name="survey"),
    path(SURVEY + "as/<int:organisation>/", answering.answer_as, name="answer_as"),
    path(SURVEY + "questions/", answering.questions, name="questions"),
    path(SURVEY + "<int:number>/", answering.section, name="section"),
    path(SURVEY + "leave/", answering.leave, name="leave"),
    path(SURVEY + "check/", answering.check, name="check"),
    path(SURVEY + "submit/", answering.submit, name="submit"),
    path("<slug:compact>/reviews/new/", preparing.prepare_review, name="prepare_review"),
    path("<slug:compact>/reviews/<int:year>/", preparing.change_review, name="change_review"),
    path(SURVEY + "prepare/", preparing.prepare, name="prepare"),
    path(SURVEY + "manage/", running.manage, name="manage"),
    path(SURVEY + "open/", running.open_, name="open"),
    path(SURVEY + "invite/", running.invite, name="invite"),
    path(SURVEY + "close/", running.close, name="close"),
    path(SURVEY + "release/", moderating.release, name="release"),
    path(SURVEY + "results/", results.results, name="results"),
    path(SURVEY + "results.csv", results.results_csv, name="results_csv"),
    path(SURVEY + "results.json", results.results_json, name="results_json"),
    path(SURVEY + "texts/", moderating.queue, name="moderation"),
    path(SURVEY + "texts/<int:pk>/", moderating.passage, name="passage"),
    path(SURVEY + "written/", results.written, name="written"),
    path(SURVEY + "offers/", after.offers, name="offers"),
    path(SURVEY + "offers/<int:pk>/", after.answer_offer, name="answer_offer"),
    path(SURVEY + "examples/", examples.good_examples, name="good_examples"),
    path(SURVEY + "examples/<int:pk>/", examples.keep_example, name="keep_example"),
    path("<slug:compact>/examples/", examples.examples, name="examples"),
    path("<slug:compact>/reviews/<int:year>/findings/", after.findings, name="findings"),
    path("<slug:compact>/reviews/<int:year>/findings/<int:pk>/action/", after.finding_action, name="finding_action"),
    path("<slug:compact>/reviews/<int:year>/findings/<int:pk>/remove/", after.remove_finding, name="remove_finding"),
    path("<slug:compact>/reviews/<int:year>/process/", after.process, name="process"),
    path(REPORT, report.reports, name="reports"),
    path(REPORT + "<int:year>/", report.report, name="report"),
    path(REPORT + "<int:year>.pdf", report.report_pdf, name="report_pdf"),
    path(REPORT + "<int:year>/edit/", preparing.edit_report, name="edit_report"),
    path(REPORT + "<int:year>/publish/", report.publish_report, name="publish_report"),
]
