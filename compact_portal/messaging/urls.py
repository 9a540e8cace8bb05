"""The addresses of messaging."""

from django.urls import path

from compact_portal.messaging import views, wishes

app_name = "messaging"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:pk>/", views.message, name="message"),
    path("home/mail/", wishes.my_wishes, name="my_wishes"),
    path("home/mail/<slug:key>/", wishes.wishes, name="wishes"),
]
