from django.urls import path

from reporting.views import overview

app_name = "reporting"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("figure/", overview.figure, name="figure"),
    path("proof/<uuid:student_id>/", overview.proof, name="proof"),
]
