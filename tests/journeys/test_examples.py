"""The examples of the documentation, tried out as they stand: each is answered as its reader expects."""

import examples_now
import pytest
import seed
from platform_client import Person

OPERATIONS = examples_now.operations()
# A hold lives for ten minutes, a link for fifteen, a reset for a day, nobody waits for what is free, and who
# has a passkey is asked for it: no row of the demo data could be one.
PASSING = {
    "readHold",
    "readWaitlistEntry",
    "readVehicleFile",
    "readLogoFile",
    "readFactorReset",
    "readPasskey",
}
# Nobody signs in by a provider until an operator names one.
BY_PROVIDER = {"startSignInByProvider", "returnFromProvider", "readIdentity"}
READS = [
    name
    for name, (method, _, _) in OPERATIONS.items()
    if method == "GET" and name not in PASSING | BY_PROVIDER
]


@pytest.fixture(scope="module")
def demo_accounts(gateway: str) -> list[Person]:
    people = [Person(gateway, name) for name in ("customer", "technician", "admin")]
    for person in people:
        person.login(f"{person.name}@servease.test", seed.PASSWORD)
    return people


@pytest.mark.shows("SD20")
@pytest.mark.parametrize("name", READS)
def test_what_can_be_read_is_there(demo_accounts: list[Person], name: str) -> None:
    _, path, operation = OPERATIONS[name]
    statuses = []
    for person in demo_accounts:
        # One of them has no end.
        with person.request("GET", path, params=examples_now.query(operation), stream=True) as answer:
            statuses.append(answer.status_code)
    assert 200 in statuses, statuses


@pytest.mark.shows("SD20")
def test_somebody_signs_in_registers_a_car_looks_for_a_time_and_books(gateway: str) -> None:
    customer = Person(gateway, "customer")
    signing_in = examples_now.body(OPERATIONS["signIn"][2])
    customer.login(**signing_in)

    made = tried_out(customer, "registerVehicle", 201)
    assert made["owner_id"] == customer.id
    booking = examples_now.body(OPERATIONS["bookAppointment"][2])
    slots = tried_out(
        customer, "listSlots", 200, **{"from": booking["start"][:10], "to": booking["start"][:10]}
    )
    assert booking["start"] in [slot["start"] for slot in slots["results"]]
    booked = tried_out(customer, "bookAppointment", 201)
    assert booked["status"] == "pending"
    assert tried_out(customer, "cancelAppointment", 200, appointment_id=booked["id"])["status"] == "cancelled"


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("changeOwnAccount", "customer"),
        ("changeVehicle", "customer"),
        ("changeOwnCustomer", "customer"),
        ("changeOwnProfile", "customer"),
        ("createProject", "customer"),
        ("addComment", "customer"),
        ("startConversation", "customer"),
        ("sendMessage", "customer"),
        ("addCustomer", "technician"),
        ("changeOwnEmployee", "technician"),
        ("enterTime", "technician"),
        ("changeProject", "admin"),
        ("addTask", "admin"),
        ("addBay", "admin"),
        ("changeBay", "admin"),
        ("addEquipment", "admin"),
        ("changeEquipment", "admin"),
        ("addServiceType", "admin"),
        ("changePolicy", "admin"),
        ("replaceOpeningHours", "admin"),
        ("addClosure", "admin"),
        ("changeAccount", "admin"),
        ("changeEmployee", "admin"),
        ("registerAccount", "customer"),
    ],
)
def test_what_can_be_written_is_taken(demo_accounts: list[Person], name: str, who: str) -> None:
    [person] = [one for one in demo_accounts if one.name == who]
    method, path, operation = OPERATIONS[name]
    answer = person.request(method, path, json=examples_now.body(operation))
    assert answer.ok, answer.text
    if name in {"addClosure", "addServiceType", "addBay"}:
        undone(person, name, answer.json()["id"])


def undone(person: Person, name: str, identity: str) -> None:
    """What would be in the way of other tests."""
    if name == "addClosure":
        person.request("DELETE", f"appointments/closures/{identity}/")
    else:
        path = {"addServiceType": "service-types", "addBay": "bays"}[name]
        person.patch(f"appointments/{path}/{identity}/", {"is_active": False})


def tried_out(person: Person, name: str, status: int, **parameters: str) -> dict:
    method, path, operation = OPERATIONS[name]
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"] in parameters:
            path = path.replace(parameter["example"], parameters.pop(parameter["name"]))
    if "requestBody" in operation:
        return person.ask(method, path, status, json=examples_now.body(operation))
    return person.ask(method, path, status, params={**examples_now.query(operation), **parameters})
