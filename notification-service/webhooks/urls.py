from django.urls import path

from webhooks import views

ONE = "webhooks/<uuid:webhook_id>/"

urlpatterns = [
    path("webhooks/", views.WebhooksView.as_view()),
    path(ONE, views.WebhookView.as_view()),
    path(f"{ONE}rotate-secret/", views.RotateSecretView.as_view()),
    path(f"{ONE}test/", views.TestView.as_view()),
    path(f"{ONE}deliveries/", views.WebhookDeliveriesView.as_view()),
    path(f"{ONE}deliveries/<uuid:webhook_delivery_id>/replay/", views.ReplayView.as_view()),
]
