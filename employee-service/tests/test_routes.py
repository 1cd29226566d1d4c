from django.urls import get_resolver

from chassis.testing.routes import views_without_access


def test_every_route_says_who_may_use_it():
    assert views_without_access(get_resolver()) == []
