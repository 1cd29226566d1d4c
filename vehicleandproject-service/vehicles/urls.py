from django.urls import path

from vehicles import odometer_views, views

urlpatterns = [
    path("", views.VehiclesView.as_view()),
    path("decode-vin/", views.DecodeVinView.as_view()),
    path("<uuid:vehicle_id>/odometer/", odometer_views.OdometerView.as_view()),
    path("<uuid:vehicle_id>/", views.VehicleView.as_view()),
]
