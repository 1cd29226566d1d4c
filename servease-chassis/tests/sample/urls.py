from django.urls import path

from chassis.files.views import FileView
from chassis.urls import handler400, handler403, handler404, handler500, platform_urls
from tests.sample import answers, pictures, views

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/boxes/", views.BoxesView.as_view()),
    path("api/v1/boxes/<uuid:box_id>/", views.BoxView.as_view()),
    path("api/v1/crates/", views.CrateView.as_view()),
    path("api/v1/whole-boxes/", views.WholeBoxesView.as_view()),
    path("api/v1/customers/<uuid:customer_id>/", views.CustomerView.as_view()),
    path("api/v1/costs/", answers.CostsView.as_view()),
    path("api/v1/costs/<uuid:box_id>/", answers.CostView.as_view()),
    path("api/v1/printed/<uuid:box_id>/", answers.PrintedView.as_view()),
    path("api/v1/weighed/<uuid:box_id>/", answers.WeighedView.as_view()),
    path("api/v1/forgetful/", answers.ForgetfulView.as_view()),
    path("api/v1/failing/", views.FailingView.as_view()),
    path("api/v1/kept/", views.KeptView.as_view()),
    path("api/v1/pictures/", pictures.PicturesView.as_view()),
    path(
        "api/v1/pictures/files/<str:link>/",
        FileView.as_view(names={"GET": "readPictureFile"}),
        name="file",
    ),
    path("api/v1/pictures/<uuid:picture_id>/", pictures.PictureView.as_view()),
]
