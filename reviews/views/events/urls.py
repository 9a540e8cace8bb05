"""The addresses of the yearly event, put among those of reviews."""

from django.urls import path

from reviews.views.events import coming, planning

EVENTS = "<slug:compact>/events/"
EVENT = EVENTS + "<int:pk>/"

patterns = [
    path("i/event/<str:token>/", coming.event_link, name="event_link"),
    path(EVENTS, planning.events, name="events"),
    path(EVENTS + "new/", planning.event_edit, name="event_new"),
    path(EVENT, planning.event, name="event"),
    path(EVENT + "change/", planning.event_edit, name="event_edit"),
    path(EVENT + "programme/new/", planning.event_item, name="event_item_new"),
    path(EVENT + "programme/<int:row>/", planning.event_item, name="event_item"),
    path(EVENT + "programme/<int:row>/remove/", planning.event_item_remove, name="event_item_remove"),
    path(EVENT + "publish/", planning.event_publish, name="event_publish"),
    path(EVENT + "people/", planning.event_people, name="event_people"),
    path(EVENT + "sign-up/", coming.event_sign_up, name="event_sign_up"),
    path(EVENT + "words/", coming.event_words, name="event_words"),
]
