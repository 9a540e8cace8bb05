"""The addresses of what is held about me, and of the host's register."""

from django.urls import path

from compact_portal.about_me import correcting, views

app_name = "about_me"

urlpatterns = [
    path("home/about-me/", views.about_me, name="about_me"),
    path("home/about-me/about-me.json", views.about_me_file, name="file"),
    path("home/about-me/correct/", correcting.correct, name="correct"),
    path("home/about-me/name/", correcting.name, name="name"),
    path("home/about-me/email/", correcting.email, name="email"),
    path("home/about-me/email/<str:token>/", correcting.confirm_email, name="confirm_email"),
    path("home/about-me/leave/", views.leave, name="leave"),
    path("host/register/", views.register, name="register"),
    path("host/register.pdf", views.register_pdf, name="register_pdf"),
]
