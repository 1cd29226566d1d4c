from django.urls import path

from costs import views
from estimates.urls import LINE

urlpatterns = [
    path("labour-costs/", views.LabourCostsView.as_view()),
    path("labour-costs/<uuid:labour_cost_id>/", views.LabourCostView.as_view()),
    path("<uuid:project_id>/profit/", views.ProfitView.as_view()),
    path(f"{LINE}cost/", views.LineCostView.as_view()),
]
