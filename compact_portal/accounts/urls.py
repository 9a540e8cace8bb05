"""Sign-in and what belongs to it; all of it django-allauth's."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
