from django.urls import path

from devices import views

urlpatterns = [
    path("devices/", views.DevicesView.as_view()),
    path("devices/key/", views.PushKeyView.as_view()),
    path("devices/<uuid:device_id>/", views.DeviceView.as_view()),
]
