from django.urls import path

from chassis.files.views import FileView
from documents import views

urlpatterns = [
    path("files/<str:link>/", FileView.as_view(names={"GET": "readVehicleFile"}), name="file"),
    path("<uuid:vehicle_id>/documents/", views.DocumentsView.as_view()),
    path("<uuid:vehicle_id>/documents/<uuid:document_id>/", views.DocumentView.as_view()),
]
