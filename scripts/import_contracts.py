"""Write what import-linter holds the code to, derived from the folders, so that no app is forgotten.

Usage: import_contracts.py ROOT > importlinter.ini
"""

import re
import sys
from pathlib import Path

LAYERS = [
    "(urls)",
    "(views) | (consumers) | (tasks)",
    "(actions)",
    "(events) | (clients) | (serializers)",
    "(permissions)",
    "(models)",
]


def apps_of(root: Path) -> dict[str, list[str]]:
    """The apps of each service: its folders with code, without settings and tests."""
    return {
        service.name: sorted(
            folder.name
            for folder in service.iterdir()
            if (folder / "__init__.py").exists()
            and folder.name not in {"tests", service.name.replace("-", "_")}
        )
        for service in sorted(root.glob("*-service"))
    }


def contracts(root: Path) -> str:
    services = apps_of(root)
    forgotten = [service for service, apps in services.items() if not apps]
    if forgotten:
        raise SystemExit(f"No app was found in {', '.join(forgotten)}.")
    every = [app for apps in services.values() for app in apps]
    parts = [
        _section("importlinter", root_packages=["chassis", *every]),
        _section(
            "importlinter:contract:layers",
            name="Inside an app: urls > views > actions > models",
            type="layers",
            containers=every,
            layers=LAYERS,
        ),
        _forbidden("chassis", "The chassis knows no service", ["chassis"], every),
        _section(
            "importlinter:contract:circles",
            name="Nothing in the chassis imports in a circle",
            type="acyclic_siblings",
            ancestors=["chassis"],
        ),
    ]
    for service, apps in services.items():
        others = [app for app in every if app not in apps]
        parts.append(_forbidden(service, f"{service} imports no other service", apps, others))
        if len(apps) > 1:
            parts.append(_in_order(root / service, apps))
    return "\n".join(parts)


def _in_order(service: Path, apps: list[str]) -> str:
    """An app imports only those that INSTALLED_APPS names before it: one is read without the next."""
    settings = (service / service.name.replace("-", "_") / "settings.py").read_text()
    installed = re.search(r"installed_apps\((.*?)\)", settings, re.DOTALL)
    if installed is None:
        raise SystemExit(f"The settings of {service.name} install no apps.")
    named = re.findall(r'"(\w+)"', installed.group(1))
    return _section(
        f"importlinter:contract:{service.name}:order",
        name=f"{service.name}: apps import only those installed before them",
        type="layers",
        layers=[app for app in reversed(named) if app in apps],
    )


def _forbidden(identity: str, name: str, sources: list[str], forbidden: list[str]) -> str:
    return _section(
        f"importlinter:contract:{identity}",
        name=name,
        type="forbidden",
        source_modules=sources,
        forbidden_modules=forbidden,
    )


def _section(title: str, **options: list[str] | str) -> str:
    lines = [f"[{title}]"]
    for name, value in options.items():
        lines.append(f"{name} = {value if isinstance(value, str) else ''}".rstrip())
        lines += [f"    {one}" for one in value if isinstance(value, list)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(contracts(Path(sys.argv[1])), end="")
