import re
from collections.abc import Mapping, Sequence
from select import POLLIN, poll
from typing import Any
from uuid import UUID

from django.db import NotSupportedError
from django.db.backends.postgresql import base
from psycopg2.extensions import UNICODE, new_type, register_type

# A statement that is prepared takes memory of PostgreSQL's for as long as its connection lasts.
MOST_PREPARED = 100
NAMED = re.compile(r"%\((\w+)\)s")
# PostgreSQL's number of the type uuid. Making a UUID of each took a fifth of a page of fifty rows.
UUID_AS_TEXT = new_type((2950,), "UUID_AS_TEXT", UNICODE)

Values = Sequence[UUID] | Mapping[str, Any]


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells a dead connection by its socket instead of by `SELECT 1` before every request.

    The server never speaks first on an idle connection of ours, except to say goodbye. A connection whose
    other end vanished without a word is ended by the keepalives that chassis.settings sets.
    """

    @property
    def queries_logged(self) -> bool:
        """Only where a test wants it: with DEBUG, Django's list of statements took a tenth of a read.

        How many a request makes is in its log line (chassis.middleware).
        """
        return self.force_debug_cursor

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._prepared: dict[str, str] = {}
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        waiting = poll()
        waiting.register(self.connection.fileno(), POLLIN)
        return not waiting.poll(0)

    def fetch_prepared(self, sql: str, values: Values, planning: str = "") -> list[Any]:
        """The rows of a statement that is asked often: PostgreSQL parses and plans it once a connection.

        Its values are ids, or have names; what a named one is must be clear to PostgreSQL, if need be by a
        cast. Ids in the rows are text, as JSON has them. `planning` is a setting for the time of it,
        `SET LOCAL …`.
        """
        try:
            return self._fetch_prepared(sql, values, planning)
        except NotSupportedError:
            # "cached plan must not change result type": its table was altered since.
            self._deallocate()
            return self._fetch_prepared(sql, values, planning)

    def _fetch_prepared(self, sql: str, values: Values, planning: str) -> list[Any]:
        with self.cursor() as cursor:
            register_type(UUID_AS_TEXT, cursor.cursor)
            execute = self._prepared.get(sql) or self._prepare(sql, values)
            # Both in one message, which outside of a transaction is one of its own.
            cursor.execute(f"{planning}; {execute}" if planning else execute, values)
            rows: list[Any] = cursor.fetchall()
        return rows

    def _prepare(self, sql: str, values: Values) -> str:
        if len(self._prepared) >= MOST_PREPARED:
            self._deallocate()
        name = f"kept_{len(self._prepared)}"
        if isinstance(values, Mapping):
            names = list(dict.fromkeys(NAMED.findall(sql)))
            types, places = "", [f"%({one})s" for one in names]
            numbered = sql % {one: f"${number}" for number, one in enumerate(names, 1)}
        else:
            types, places = ", ".join(["uuid"] * len(values)), ["%s"] * len(values)
            numbered = sql % tuple(f"${number}" for number in range(1, len(values) + 1))
        self._say(f"PREPARE {name}{_in_brackets(types)} AS {numbered}")
        self._prepared[sql] = execute = f"EXECUTE {name}{_in_brackets(', '.join(places))}"
        return execute

    def _deallocate(self) -> None:
        self._say("DEALLOCATE ALL")
        self._prepared.clear()

    def _say(self, sql: str) -> None:
        """Beside what a request is counted to ask: it happens once a connection."""
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(sql)


def _in_brackets(listed: str) -> str:
    return f" ({listed})" if listed else ""
