"""What types.pyi says of bodies and answers is for type checkers; when it runs each of them is a dict."""


def __getattr__(name: str) -> type:
    if name.startswith("_"):
        raise AttributeError(name)
    return dict
