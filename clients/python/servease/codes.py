"""An exception for each code of a refusal, made of codes.json; codes.pyi says what each tells."""

import json
from pathlib import Path

from servease.refusal import Refusal

BY_CODE: dict[str, type[Refusal]] = {
    code: type(name, (Refusal,), {"__module__": __name__, "__doc__": f"`{code}`"})
    for code, name in json.loads(Path(__file__).with_suffix(".json").read_text()).items()
}
globals().update({one.__name__: one for one in BY_CODE.values()})
