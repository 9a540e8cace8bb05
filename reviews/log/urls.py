"""The addresses of the log, in the room of reviews."""

from django.urls import path

from reviews.log import views

LOG = "<slug:compact>/log/"
patterns = [
    path(LOG, views.log, name="log"),
    path(LOG + "new/", views.add_note, name="add_note"),
    path(LOG + "figures/", views.log_figures, name="log_figures"),
    path(LOG + "links/", views.send_links, name="send_log_links"),
    path(LOG + "rounds/", views.log_rounds, name="log_rounds"),
    path(LOG + "my-link/<int:pk>/", views.mail_me_my_link, name="my_log_link"),
    path(LOG + "by-link/<str:token>/", views.note_by_link, name="note_by_link"),
    path(LOG + "<uuid:pk>/", views.change_note, name="change_note"),
    path(LOG + "<uuid:pk>/delete/", views.delete_note, name="delete_note"),
    path("<slug:compact>/survey/<int:year>/<int:number>/notes/<uuid:pk>/", views.use_note, name="use_note"),
]
