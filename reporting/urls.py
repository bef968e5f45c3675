from django.urls import path

from reporting.views import figure, overview, proof, reports, reports_making

app_name = "reporting"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("figure/", figure.figure, name="figure"),
    path("figure/print/", figure.figure_print, name="figure_print"),
    path("proof/<uuid:student_id>/", proof.proof, name="proof"),
    path("reports/", reports.reports, name="reports"),
    path("reports/making/", reports.reports_making, name="reports_making"),
    path("reports/new/", reports_making.report_create, name="report_create"),
    path("reports/schedule/", reports_making.schedule, name="schedule"),
    path("reports/emails/<int:email_id>/", reports_making.email_settle, name="email_settle"),
    path("reports/<uuid:report_id>/", reports.report_detail, name="report_detail"),
    path("reports/<uuid:report_id>/pdf/", reports.report_download, name="report_download"),
    path("reports/<uuid:report_id>/data/", reports.report_data, name="report_data"),
    path("reports/<uuid:report_id>/retry/", reports_making.report_retry, name="report_retry"),
]
