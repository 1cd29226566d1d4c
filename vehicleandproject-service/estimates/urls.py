from django.urls import path

from estimates import catalogue_views, views

LINE = "<uuid:project_id>/jobs/<uuid:job_id>/lines/<uuid:line_id>/"

urlpatterns = [
    path("catalogue/", catalogue_views.CatalogueView.as_view()),
    path("catalogue/<uuid:catalogue_job_id>/", catalogue_views.CatalogueJobView.as_view()),
    path("tax-rates/", views.TaxRatesView.as_view()),
    path("tax-rates/<uuid:tax_rate_id>/", views.TaxRateView.as_view()),
    path("<uuid:project_id>/estimate/", views.EstimateView.as_view()),
    path("<uuid:project_id>/estimate/send/", views.SendEstimateView.as_view()),
    path("<uuid:project_id>/estimate/agreements/", views.AgreementsView.as_view()),
    path("<uuid:project_id>/jobs/", views.JobsView.as_view()),
    path("<uuid:project_id>/jobs/<uuid:job_id>/", views.JobView.as_view()),
    path("<uuid:project_id>/jobs/<uuid:job_id>/lines/", views.LinesView.as_view()),
    path(LINE, views.LineView.as_view()),
    path(f"{LINE}authorise/", views.AuthoriseView.as_view()),
    path(f"{LINE}decline/", views.DeclineView.as_view()),
    path(f"{LINE}defer/", views.DeferView.as_view()),
]
