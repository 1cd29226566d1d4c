from django.urls import path

from factors import views

urlpatterns = [
    path("login/mfa/", views.CompleteSecondFactorView.as_view()),
    path("step-up/", views.StepUpView.as_view()),
    path("mfa/", views.OverviewView.as_view()),
    path("mfa/totp/", views.AuthenticatorView.as_view()),
    path("mfa/totp/confirm/", views.ConfirmAuthenticatorView.as_view()),
    path("mfa/recovery-codes/", views.RecoveryCodesView.as_view()),
    path("accounts/<uuid:account_id>/factor-reset/", views.RequestResetView.as_view()),
    path("factor-resets/", views.FactorResetsView.as_view()),
    path("factor-resets/<uuid:factor_reset_id>/", views.FactorResetView.as_view()),
    path("factor-resets/<uuid:factor_reset_id>/approve/", views.ApproveResetView.as_view()),
]
