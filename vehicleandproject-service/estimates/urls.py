from django.urls import path

from estimates import cap_views, catalogue_views, deferred_work_views, guest_views, views

GUEST = "guest/<str:guest_code>/"
LINE = "<uuid:project_id>/jobs/<uuid:job_id>/lines/<uuid:line_id>/"

urlpatterns = [
    path("catalogue/", catalogue_views.CatalogueView.as_view()),
    path("catalogue/<uuid:catalogue_job_id>/", catalogue_views.CatalogueJobView.as_view()),
    path(f"{GUEST}estimate/", guest_views.GuestEstimateView.as_view()),
    path(f"{GUEST}lines/<uuid:line_id>/authorise/", guest_views.AuthoriseAsGuestView.as_view()),
    path(f"{GUEST}lines/<uuid:line_id>/decline/", guest_views.DeclineAsGuestView.as_view()),
    path(f"{GUEST}lines/<uuid:line_id>/defer/", guest_views.DeferAsGuestView.as_view()),
    path("<uuid:project_id>/guest-links/", guest_views.GuestLinksView.as_view()),
    path("<uuid:project_id>/guest-links/<uuid:guest_link_id>/", guest_views.GuestLinkView.as_view()),
    path("tax-rates/", views.TaxRatesView.as_view()),
    path("tax-rates/<uuid:tax_rate_id>/", views.TaxRateView.as_view()),
    path("<uuid:project_id>/estimate/", views.EstimateView.as_view()),
    path("<uuid:project_id>/estimate/send/", views.SendEstimateView.as_view()),
    path("<uuid:project_id>/estimate/caps/", cap_views.CapsView.as_view()),
    path("<uuid:project_id>/estimate/agreements/", views.AgreementsView.as_view()),
    path("<uuid:project_id>/deferred-work/", deferred_work_views.DeferredWorkView.as_view()),
    path("<uuid:project_id>/jobs/", views.JobsView.as_view()),
    path("<uuid:project_id>/jobs/<uuid:job_id>/", views.JobView.as_view()),
    path("<uuid:project_id>/jobs/<uuid:job_id>/lines/", views.LinesView.as_view()),
    path(LINE, views.LineView.as_view()),
    path(f"{LINE}authorise/", views.AuthoriseView.as_view()),
    path(f"{LINE}decline/", views.DeclineView.as_view()),
    path(f"{LINE}defer/", views.DeferView.as_view()),
]
