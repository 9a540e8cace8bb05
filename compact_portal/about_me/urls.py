"""The addresses of what is held about me, and of the host's register."""

from django.urls import path

from compact_portal.about_me import views

app_name = "about_me"

urlpatterns = [
    path("home/about-me/", views.about_me, name="about_me"),
    path("home/about-me/about-me.json", views.about_me_file, name="file"),
    path("home/about-me/name/", views.name, name="name"),
    path("home/about-me/leave/", views.leave, name="leave"),
    path("host/register/", views.register, name="register"),
    path("host/register.pdf", views.register_pdf, name="register_pdf"),
]
