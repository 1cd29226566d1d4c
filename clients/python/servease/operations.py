"""A method for each operation of the API, made of operations.json; operations.pyi says their types."""

import json
import re
from collections.abc import Callable
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any
from urllib.parse import quote

from servease.transport import Tokens, Transport

OPERATIONS = json.loads(Path(__file__).with_suffix(".json").read_text())


class Operations(Transport):
    pass


def _method(name: str, operation: dict[str, Any]) -> Callable[..., Any]:
    places = re.findall(r"{(\w+)}", operation["path"])

    by_place = [Parameter(place, Parameter.POSITIONAL_OR_KEYWORD) for place in places]
    signature = Signature([*by_place, Parameter("named", Parameter.VAR_KEYWORD)])

    def method(self: Operations, *ids: str, **given: Any) -> Any:
        values = signature.bind(*ids, **given).arguments
        named = values.pop("named", {})
        path = operation["path"].format_map({place: quote(value, safe="") for place, value in values.items()})
        query = {wire: named.pop(own) for own, wire in operation["query"].items() if own in named}
        if operation["pages"]:
            return self._pages(path, query)
        if operation.get("takes_device") and self.device_token:
            named.setdefault("device_token", self.device_token)
        answer = self._ask(
            operation["method"],
            path,
            query=query,
            if_match=named.pop("if_match", None),
            keyed=operation["keyed"],
            file=operation.get("file"),
            idempotency_key=named.pop("idempotency_key", None),
            open=operation["open"],
            body=named,
        )
        # Without tokens a second factor is asked for first.
        if operation.get("signs_in") and "access" in answer:
            self.tokens = Tokens(answer["access"], answer["refresh"])
            self.device_token = answer["device_token"]
        return answer

    method.__name__ = name
    method.__doc__ = operation["summary"]
    return method


for _name, _operation in OPERATIONS.items():
    setattr(Operations, _name, _method(_name, _operation))
