from django.urls import path

from passkeys import views

urlpatterns = [
    path("passkeys/", views.PasskeysView.as_view()),
    path("passkeys/registration/begin/", views.BeginRegistrationView.as_view()),
    path("passkeys/registration/complete/", views.CompleteRegistrationView.as_view()),
    path("passkeys/<uuid:passkey_id>/", views.PasskeyView.as_view()),
    path("login/passkey/begin/", views.BeginSignInView.as_view()),
    path("login/passkey/complete/", views.CompleteSignInView.as_view()),
    path("login/mfa/passkey/begin/", views.BeginSecondFactorView.as_view()),
    path("login/mfa/passkey/complete/", views.CompleteSecondFactorView.as_view()),
    path("step-up/passkey/begin/", views.BeginStepUpView.as_view()),
    path("step-up/passkey/complete/", views.CompleteStepUpView.as_view()),
]
