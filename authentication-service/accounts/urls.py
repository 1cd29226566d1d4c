from django.urls import path

from accounts import session_views, views

urlpatterns = [
    path("register/", views.RegisterView.as_view()),
    path("login/", views.LoginView.as_view()),
    path("token/refresh/", views.RefreshView.as_view()),
    path("logout/", views.LogoutView.as_view()),
    path("me/", views.MeView.as_view()),
    path("password/change/", views.PasswordView.as_view()),
    path("sessions/", session_views.SessionsView.as_view()),
    path("sessions/end-others/", session_views.EndOtherSessionsView.as_view()),
    path("sessions/<uuid:session_id>/", session_views.SessionView.as_view()),
    path("accounts/<uuid:account_id>/", views.AccountView.as_view()),
    path("accounts/<uuid:account_id>/sessions/", session_views.AccountSessionsView.as_view()),
    path("accounts/<uuid:account_id>/sign-out/", session_views.SignOutEverywhereView.as_view()),
    path("groups/", views.GroupsView.as_view()),
    path(".well-known/jwks.json", views.KeySetView.as_view()),
]

# Not under /api/v1/, so that the gateway never passes it.
internal_urls = [
    path("token/", views.ServiceTokenView.as_view()),
    path("accounts/", views.AccountsForServicesView.as_view()),
]
