"""What people enter is in none of the platform's logs, also where it was refused."""

import uuid

from platform_client import Person
from platform_processes import PlatformProcesses

PASSWORD = "a-password-that-nobody-else-has"


def test_no_log_has_a_name_an_address_a_password_a_hash_or_a_token(
    platform: PlatformProcesses, gateway: str, chief: Person
) -> None:
    mark = uuid.uuid4().hex[:12]
    email, name = f"quiet.{mark}@example.org", f"Quiet{mark}"
    person = Person(gateway, "quiet")
    tokens = person.register(email, PASSWORD, name, "Person")
    vehicle = {"make": "Opel", "model": "Corsa", "year": 2020, "plate": f"Q {mark[:6]}"}

    # Each is refused by a rule of the database, or asks by a name.
    body = {"email": email, "password": PASSWORD, "first_name": name, "last_name": "Person"}
    person.post("auth/register/", body, 409)
    person.post("auth/login/", {"email": email, "password": f"{PASSWORD}-wrong"}, 401)
    person.post("vehicles/", vehicle, 201)
    person.post("vehicles/", vehicle, 409)
    chief.get("customers/", search=name)
    with platform.without("customer-service"):
        assert chief.request("GET", "customers/", params={"search": name}).status_code in {502, 503}

    calendar = person.post("appointments/feeds/", {"kind": "personal"}, 201)["url"].split("/")[-2]
    for path, status in (("/calendar.ics", 200), ("/calendar.ics/", 404), ("", 404)):
        assert person.request("GET", f"appointments/feeds/{calendar}{path}").status_code == status

    secrets = {calendar, email, PASSWORD, name, vehicle["plate"], "$argon2", *tokens_of(tokens)}
    found = {
        (file.name, secret)
        for file in (platform.folder / "logs").glob("*.log*")
        for secret in secrets
        if secret in file.read_text(errors="replace")
    }
    assert found == set()


def tokens_of(answer: dict) -> set[str]:
    return {value for name, value in answer.items() if name in {"access", "refresh"}}
