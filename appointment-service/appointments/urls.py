from django.urls import path, register_converter

from appointments import (
    attention_views,
    block_views,
    closure_views,
    deposit_views,
    exceptional_day_views,
    extension_views,
    lending_views,
    public_holiday_views,
    views,
)
from appointments.converters import DateConverter

register_converter(DateConverter, "date")

urlpatterns = [
    path("", views.AppointmentsView.as_view()),
    path("slots/", views.SlotsView.as_view()),
    path("holds/", views.HoldsView.as_view()),
    path("holds/<uuid:hold_id>/", views.HoldView.as_view()),
    path("<uuid:appointment_id>/", views.AppointmentView.as_view()),
    path("<uuid:appointment_id>/confirm/", deposit_views.ConfirmView.as_view()),
    path("<uuid:appointment_id>/reschedule/", views.RescheduleView.as_view()),
    path("<uuid:appointment_id>/cancel/", views.CancelView.as_view()),
    path("<uuid:appointment_id>/check-in/", views.CheckInView.as_view()),
    path("<uuid:appointment_id>/start/", views.StartView.as_view()),
    path("<uuid:appointment_id>/complete/", views.CompleteView.as_view()),
    path("<uuid:appointment_id>/no-show/", views.NoShowView.as_view()),
    path("<uuid:appointment_id>/assign/", views.AssignView.as_view()),
    path("<uuid:appointment_id>/extend/", extension_views.ExtendView.as_view()),
    path("<uuid:appointment_id>/accept/", attention_views.AcceptView.as_view()),
    path("<uuid:appointment_id>/lend-until/", lending_views.LendUntilView.as_view()),
    path("<uuid:appointment_id>/take-back/", lending_views.TakeBackView.as_view()),
    path("<uuid:appointment_id>/deposit/", deposit_views.DepositView.as_view()),
    path("<uuid:appointment_id>/history/", views.HistoryView.as_view()),
    path("opening-hours/exceptions/", exceptional_day_views.ExceptionalDaysView.as_view()),
    path("opening-hours/exceptions/<date:date>/", exceptional_day_views.ExceptionalDayView.as_view()),
    path("blocks/", block_views.BlocksView.as_view()),
    path("blocks/<uuid:block_id>/", block_views.BlockView.as_view()),
    path("closures/", closure_views.ClosuresView.as_view()),
    path("closures/holidays/", public_holiday_views.PublicHolidaysView.as_view()),
    path("closures/<uuid:closure_id>/", closure_views.ClosureView.as_view()),
    path("closures/<uuid:closure_id>/move-bookings/", closure_views.MoveBookingsView.as_view()),
]
