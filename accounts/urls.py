from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<uuid:membership_id>/", views.change_person, name="change_person"),
    path("people/<uuid:membership_id>/invite-again/", views.invite_again, name="invite_again"),
    path("people/<uuid:membership_id>/remove/", views.remove_person, name="remove_person"),
    path("settings/", views.settings, name="settings"),
    path("access-log/", views.access_log, name="access_log"),
]
