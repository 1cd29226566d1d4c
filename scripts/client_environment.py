"""Print, for a shell to evaluate, what writing a client needs: addresses, a token of each demo account."""

import argparse
import shlex
import sys

import requests
from platform_client import Person, Unexpected
from seed import PASSWORD

DEMO_ACCOUNTS = ("customer", "technician", "admin")


def variables(gateway: str, address: str) -> dict[str, str]:
    """The names and values; `address` is the gateway's for whoever copies, `gateway` for us."""
    found = {
        "GATEWAY_URL": address,
        "API_URL": f"{address}/api/v1",
        "SCHEMA_URL": f"{address}/api/v1/openapi.json",
        "DOCS_URL": f"{address}/api/docs/",
    }
    for name in DEMO_ACCOUNTS:
        person = Person(gateway, name)
        person.login(f"{name}@servease.test", PASSWORD)
        found[f"{name.upper()}_TOKEN"] = person.token
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True, metavar="URL", help="where this script reaches it")
    parser.add_argument("--address", required=True, metavar="URL", help="where its users reach it")
    arguments = parser.parse_args()
    try:
        found = variables(arguments.gateway, arguments.address)
    except (Unexpected, requests.RequestException) as error:
        sys.exit(f"The demo accounts could not be signed in (scripts/manage.sh seed makes them): {error}")
    for name, value in found.items():
        print(f"export {name}={shlex.quote(value)}")


if __name__ == "__main__":
    main()
