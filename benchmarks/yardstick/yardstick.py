"""What the platform is measured against: a bare Django view, and a plain REST framework view with a token.

Both run in one process group with the platform's own gunicorn settings. The second verifies an RS256 token as
djangorestframework-simplejwt does out of the box, with the public key at hand, and answers a small dict.
"""

import os

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

KEY_FILE = os.environ["YARDSTICK_KEY_FILE"]


def key() -> rsa.RSAPrivateKey:
    if not os.path.exists(KEY_FILE):
        made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        with open(KEY_FILE, "wb") as file:
            file.write(
                made.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
    with open(KEY_FILE, "rb") as file:
        loaded = serialization.load_pem_private_key(file.read(), None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    return loaded


PRIVATE = key()
settings.configure(
    SECRET_KEY="a key for measuring only",
    DEBUG=False,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "rest_framework_simplejwt.authentication.JWTStatelessUserAuthentication"
        ],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
    SIMPLE_JWT={
        "ALGORITHM": "RS256",
        "SIGNING_KEY": PRIVATE.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
        "VERIFYING_KEY": PRIVATE.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode(),
    },
)
django.setup()

from rest_framework.response import Response  # noqa: E402  Django must be set up first.
from rest_framework.views import APIView  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402

BODY = {"id": "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11", "make": "Volkswagen", "model": "Golf", "year": 2021}


def bare(request):
    return JsonResponse(BODY)


class Verified(APIView):
    def get(self, request):
        return Response(BODY)


def token() -> str:
    made = AccessToken()
    made["user_id"] = "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11"
    return str(made)


urlpatterns = [path("bare/", bare), path("verified/", Verified.as_view())]
application = get_wsgi_application()
