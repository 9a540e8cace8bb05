from django.urls import path

from compact_portal.leaving import views

app_name = "leaving"
urlpatterns = [
    path("<slug:compact>/everything/", views.pack, name="pack"),
    path("<slug:compact>/everything/ask/", views.ask, name="ask"),
    path("<slug:compact>/everything/<int:pk>/download/", views.download, name="download"),
    path("<slug:compact>/everything/<int:pk>/remove/", views.remove, name="remove"),
]
