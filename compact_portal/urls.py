"""The map of the whole site. Pages of one app are in that app's own urls.py."""

from django.contrib import admin
from django.urls import include, path

from compact_portal import calendar, history, home, views
from compact_portal.dashboard import dashboard
from compact_portal.host import host
from compact_portal.retention.views import kept
from compact_portal.search.views import search
from compact_portal.setting_up import setting_up

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("kept/", kept, name="kept"),
    path("search/", search, name="search"),
    path("host/", host, name="host"),
    path("home/", home.home, name="home"),
    path("home/agreements/", home.agreements, name="my_agreements"),
    path("<slug:compact>/dashboard/", dashboard, name="dashboard"),
    path("<slug:compact>/setting-up/", setting_up, name="setting_up"),
    path("home/calendar/<slug:token>.ics", calendar.person_calendar, name="person_calendar"),
    path("<slug:compact>/history/<slug:model>/<int:pk>/", history.history, name="history"),
    path("admin/", admin.site.urls),
    path("accounts/", include("compact_portal.accounts.urls")),
    path("", include("compact_portal.messaging.urls")),
    path("", include("compact_portal.open_data.urls")),
    path("", include("compact_portal.about_me.urls")),
    path("", include("compact_portal.mailing.urls")),
    path("", include("compact_portal.leaving.urls")),
    path("", include("reviews.urls")),
    path("", include("reviews.checklists.urls")),
    path("", include("disputes.urls")),
    path("", include("actionplans.urls")),
    path("", include("signatories.urls")),
]

handler500 = "compact_portal.views.server_error"
