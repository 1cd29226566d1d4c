import pytest
from made_files import image, upload


@pytest.fixture
def add():
    """Add a picture through the API and hand back the answer."""

    def add(client, content=None, name="photo.jpg", media_type=None, title="front", **headers):
        body = {"title": title, "file": upload(image() if content is None else content, name, media_type)}
        return client.post("/api/v1/pictures/", body, format="multipart", headers=headers)

    return add


@pytest.fixture
def added(add):
    """Add a picture and hand back what it shows."""

    def added(client, *arguments, **options):
        answer = add(client, *arguments, **options)
        assert answer.status_code == 201, answer.json()
        return answer.json()

    return added
