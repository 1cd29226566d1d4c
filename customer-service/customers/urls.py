from django.urls import path

from customers import views

urlpatterns = [
    path("", views.CustomersView.as_view()),
    path("me/", views.OwnCustomerView.as_view()),
    path("<uuid:customer_id>/", views.CustomerView.as_view()),
]
