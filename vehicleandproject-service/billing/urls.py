from django.urls import path

from billing import document_views, online_views, payment_views, views

urlpatterns = [
    path("invoices/", views.InvoicesView.as_view()),
    path("invoices/<uuid:invoice_id>/", views.InvoiceView.as_view()),
    path("invoices/<uuid:invoice_id>/invoice.pdf", document_views.InvoicePdfView.as_view()),
    path("invoices/<uuid:invoice_id>/void/", views.VoidView.as_view()),
    path("invoice-series/", views.InvoiceSeriesListView.as_view()),
    path("invoice-series/<uuid:invoice_series_id>/", views.InvoiceSeriesView.as_view()),
    path("<uuid:project_id>/invoices/", views.IssueView.as_view()),
    path("payments/stripe/", online_views.ProviderEventsView.as_view()),
    path("invoices/<uuid:invoice_id>/checkout/", online_views.CheckoutView.as_view()),
    path("invoices/<uuid:invoice_id>/write-off/", payment_views.WriteOffView.as_view()),
    path("<uuid:project_id>/payments/", payment_views.PaymentsView.as_view()),
    path("<uuid:project_id>/payments/<uuid:payment_id>/refund/", payment_views.RefundView.as_view()),
]
