from django.urls import path

from appointments import views, workshop_views

urlpatterns = [
    path("", views.AppointmentsView.as_view()),
    path("slots/", views.SlotsView.as_view()),
    path("holds/", views.HoldsView.as_view()),
    path("holds/<uuid:hold_id>/", views.HoldView.as_view()),
    path("<uuid:appointment_id>/", views.AppointmentView.as_view()),
    path("<uuid:appointment_id>/confirm/", views.ConfirmView.as_view()),
    path("<uuid:appointment_id>/reschedule/", views.RescheduleView.as_view()),
    path("<uuid:appointment_id>/cancel/", views.CancelView.as_view()),
    path("<uuid:appointment_id>/check-in/", views.CheckInView.as_view()),
    path("<uuid:appointment_id>/start/", views.StartView.as_view()),
    path("<uuid:appointment_id>/complete/", views.CompleteView.as_view()),
    path("<uuid:appointment_id>/no-show/", views.NoShowView.as_view()),
    path("<uuid:appointment_id>/assign/", views.AssignView.as_view()),
    path("<uuid:appointment_id>/history/", views.HistoryView.as_view()),
    path("service-types/", workshop_views.ServiceTypesView.as_view()),
    path("service-types/<uuid:service_type_id>/", workshop_views.ServiceTypeView.as_view()),
    path("bays/", workshop_views.BaysView.as_view()),
    path("bays/<uuid:bay_id>/", workshop_views.BayView.as_view()),
    path("opening-hours/", workshop_views.OpeningHoursView.as_view()),
    path("closures/", workshop_views.ClosuresView.as_view()),
    path("closures/<uuid:closure_id>/", workshop_views.ClosureView.as_view()),
    path("policies/", workshop_views.PoliciesView.as_view()),
]
