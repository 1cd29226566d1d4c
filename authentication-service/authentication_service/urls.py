from django.urls import include, path

from accounts.urls import internal_urls
from api_keys.urls import internal_urls as internal_urls_of_api_keys
from chassis.urls import handler400, handler403, handler404, handler500, platform_urls
from codes.urls import internal_urls as internal_urls_of_codes

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *platform_urls,
    path("api/v1/auth/", include("accounts.urls")),
    path("api/v1/auth/", include("addresses.urls")),
    path("api/v1/auth/", include("factors.urls")),
    path("api/v1/auth/", include("passkeys.urls")),
    path("api/v1/auth/", include("api_keys.urls")),
    path("api/v1/auth/", include("oidc.urls")),
    path("internal/", include(internal_urls)),
    path("internal/", include(internal_urls_of_codes)),
    path("internal/", include(internal_urls_of_api_keys)),
]
