"""The addresses of mail."""

from django.urls import path

from compact_portal.mailing import views

app_name = "mailing"
MAIL = "<slug:compact>/mail/"
ROUND = MAIL + "rounds/<int:pk>/"
urlpatterns = [
    path(MAIL, views.mail, name="mail"),
    path(MAIL + "hold/", views.hold, name="hold"),
    path(MAIL + "unreachable/", views.unreachable, name="unreachable"),
    path(MAIL + "unreachable/<int:pk>/", views.works_again, name="works_again"),
    path(MAIL + "words/<slug:key>/", views.words, name="words"),
    path(MAIL + "words/<slug:key>/back/", views.portals_words, name="portals_words"),
    path(ROUND, views.held_round, name="held_round"),
    path(ROUND + "send/", views.release_round, name="release_round"),
    path(ROUND + "throw-away/", views.throw_round_away, name="throw_round_away"),
]
