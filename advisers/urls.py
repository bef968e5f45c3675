from django.urls import URLPattern

app_name = "advisers"
urlpatterns: list[URLPattern] = []
