from django.urls import path

from vehicles import odometer_views, transfer_views, views

urlpatterns = [
    path("", views.VehiclesView.as_view()),
    path("decode-vin/", views.DecodeVinView.as_view()),
    path("<uuid:vehicle_id>/odometer/", odometer_views.OdometerView.as_view()),
    path("<uuid:vehicle_id>/", views.VehicleView.as_view()),
    path("<uuid:vehicle_id>/transfer/", transfer_views.TransferVehicleView.as_view()),
    path("<uuid:vehicle_id>/transfer-code/", transfer_views.TransferCodeView.as_view()),
    path("<uuid:vehicle_id>/share-history/", transfer_views.ShareHistoryView.as_view()),
    path("transfers/accept/", transfer_views.AcceptTransferView.as_view()),
]
