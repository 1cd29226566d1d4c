"""Steps of migrations that give what is stored already the form in which it comes from now on."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, migrations, transaction

log = logging.getLogger(__name__)


def rewriting(app: str, model: str, /, **forms: Callable[[str], str]) -> migrations.RunPython:
    """Put columns of every row through a function each: `rewriting("accounts", "Account", email=form)`.

    Where the form belongs to another row already, a row keeps what it has, and the log names it.
    """

    def rewrite(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model(app, model).objects
        for pk, *values in rows.order_by("pk").values_list("pk", *forms).iterator():
            pairs = zip(forms.items(), values, strict=True)
            changed = {name: form(text) for (name, form), text in pairs if form(text) != text}
            if not changed:
                continue
            try:
                with transaction.atomic():
                    rows.filter(pk=pk).update(**changed)
            except IntegrityError:
                log.warning("%s %s keeps its %s: another has the same.", model, pk, " and ".join(changed))

    return migrations.RunPython(rewrite, migrations.RunPython.noop)
