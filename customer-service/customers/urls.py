from django.urls import path

from customers import views

urlpatterns = [
    path("", views.CustomersView.as_view()),
    path("me/", views.OwnCustomerView.as_view()),
    path("me/consents/", views.OwnConsentsView.as_view()),
    path("consents/wordings/", views.WordingsView.as_view()),
    path("<uuid:customer_id>/", views.CustomerView.as_view()),
    path("<uuid:customer_id>/consents/", views.ConsentsView.as_view()),
]
