from django.urls import path

from billing import payment_views

urlpatterns = [
    path("<uuid:project_id>/payments/", payment_views.PaymentsView.as_view()),
    path("<uuid:project_id>/payments/<uuid:payment_id>/refund/", payment_views.RefundView.as_view()),
]
