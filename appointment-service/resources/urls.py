from django.urls import path

from resources import identity_views, lendable_views, logo_views, views

urlpatterns = [
    path("locations/", views.LocationsView.as_view()),
    path("locations/<uuid:location_id>/", views.LocationView.as_view()),
    path("locations/<uuid:location_id>/identity/", identity_views.LocationIdentityView.as_view()),
    path("locations/<uuid:location_id>/logo/", logo_views.LogoView.as_view()),
    path("service-types/", views.ServiceTypesView.as_view()),
    path("service-types/<uuid:service_type_id>/", views.ServiceTypeView.as_view()),
    path("bays/", views.BaysView.as_view()),
    path("bays/<uuid:bay_id>/", views.BayView.as_view()),
    path("equipment/", views.EquipmentListView.as_view()),
    path("equipment/<uuid:equipment_id>/", views.EquipmentView.as_view()),
    path("lendables/", lendable_views.LendablesView.as_view()),
    path("lendables/<uuid:lendable_id>/", lendable_views.LendableView.as_view()),
    path("opening-hours/", views.OpeningHoursView.as_view()),
    path("policies/", views.PoliciesView.as_view()),
]
