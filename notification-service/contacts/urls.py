from django.urls import path

from contacts import views

urlpatterns = [
    path("stopped-addresses/", views.StoppedAddressesView.as_view()),
    path("stopped-addresses/<uuid:stopped_address_id>/", views.StoppedAddressView.as_view()),
]
