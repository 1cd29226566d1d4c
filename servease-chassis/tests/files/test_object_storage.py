"""The same with a bucket: a server of the S3 protocol, asked over a socket."""

import socket
import subprocess
import sys
from datetime import timedelta

import boto3
import pytest
from django.utils import timezone
from made_files import image, pdf
from moto.server import ThreadedMotoServer

from chassis.files.models import State, StoredFile
from chassis.retention import purge
from chassis.settings import storages
from tests.sample.models import Picture
from tests.settings import SERVICE_NAME, env

pytestmark = pytest.mark.django_db(transaction=True)

BUCKET = "servease-files"
ACCESS = {"aws_access_key_id": "anybody", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def configured(monkeypatch, settings):
    """FILES_STORAGE=s3 at this address."""

    def configure(endpoint):
        for name, value in {
            "FILES_STORAGE": "s3",
            "FILES_S3_BUCKET": BUCKET,
            "FILES_S3_ENDPOINT": endpoint,
            "FILES_S3_ACCESS_KEY_ID": ACCESS["aws_access_key_id"],
            "FILES_S3_ACCESS_KEY": ACCESS["aws_secret_access_key"],
            "HTTP_PROXY": "http://127.0.0.1:9",
        }.items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = storages(env, SERVICE_NAME)

    return configure


@pytest.fixture
def bucket(server, configured):
    bucket = boto3.resource("s3", endpoint_url=server, **ACCESS).Bucket(BUCKET)
    bucket.create()
    configured(server)
    yield bucket
    bucket.objects.delete()
    bucket.delete()


def keys(bucket):
    return {entry.key for entry in bucket.objects.all()}


def test_a_file_goes_into_the_bucket_and_comes_out_at_its_link(bucket, api, customer, added):
    content = pdf()
    link = added(customer, content, "a.pdf")["file"]["link"]
    assert keys(bucket) == {f"{SERVICE_NAME}/{StoredFile.objects.get().key}"}
    answer = api.get(link["url"])
    assert b"".join(answer.streaming_content) == content
    assert int(answer["Content-Length"]) == len(content)


def test_an_image_goes_there_too(bucket, api, customer, added):
    link = added(customer, image("png"), "a.png")["file"]["link"]
    assert api.get(link["url"])["Content-Type"] == "image/png"


def test_what_nothing_uses_leaves_the_bucket(bucket, customer, added):
    added(customer)
    kept = f"{SERVICE_NAME}/{StoredFile.objects.get().key}"
    shown = added(customer)
    Picture.objects.filter(pk=shown["id"]).delete()
    StoredFile.objects.filter(pk=shown["file"]["id"]).update(
        state=State.RELEASED, updated_at=timezone.now() - timedelta(hours=2)
    )
    purge()
    assert keys(bucket) == {kept}
    assert StoredFile.objects.count() == 1


def test_an_object_that_is_gone_is_404(bucket, api, customer, added):
    link = added(customer)["file"]["link"]
    bucket.objects.delete()
    assert api.get(link["url"]).status_code == 404


def test_a_bucket_that_is_not_there_is_503(server, configured, customer, add):
    configured(server)
    answer = add(customer)
    assert (answer.status_code, answer.json()["service"]) == (503, "file-storage")
    assert StoredFile.objects.get().state == State.RELEASED


def test_an_object_storage_that_does_not_answer_is_503_and_keeps_the_rows(
    bucket, configured, api, customer, add, added, logged
):
    shown = added(customer)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    configured(nobody)
    assert add(customer).status_code == 503
    assert api.get(shown["file"]["link"]["url"]).status_code == 503
    StoredFile.objects.exclude(pk=shown["file"]["id"]).update(updated_at=timezone.now() - timedelta(hours=2))
    purge()
    assert StoredFile.objects.count() == 2
    assert "files not purged" in [line["event"] for line in logged]


def test_without_a_bucket_its_client_is_not_loaded():
    program = "import chassis.files.storage, chassis.files.uploads, sys; print('boto3' in sys.modules)"
    configured = "from django.conf import settings; settings.configure(INSTALLED_APPS=['chassis.files']);"
    set_up = "import django; django.setup();"
    said = subprocess.run(
        [sys.executable, "-c", configured + set_up + program], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"


def test_a_storage_of_neither_kind_does_not_start(monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    monkeypatch.setenv("FILES_STORAGE", "tape")
    with pytest.raises(ImproperlyConfigured, match="FILES_STORAGE must be disk or s3"):
        storages(env, SERVICE_NAME)
