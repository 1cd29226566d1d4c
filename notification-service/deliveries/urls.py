from django.urls import path

from deliveries import views

urlpatterns = [
    path("deliveries/", views.DeliveriesView.as_view()),
    path("deliveries/<uuid:delivery_id>/", views.DeliveryView.as_view()),
    path("deliveries/<uuid:delivery_id>/replay/", views.ReplayView.as_view()),
]
