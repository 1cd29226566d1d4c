"""What a prepared statement stands for."""

import re

from django.db import connection

EXECUTE = re.compile(r"EXECUTE (\w+)(?: \((.*)\))?")


def written_out(sql: str) -> str:
    """The statement that `EXECUTE` asks for, with its values in their places; any other as it is."""
    found = EXECUTE.fullmatch(sql)
    if not found:
        return sql
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name = %s", [found[1]])
        prepared: str = cursor.fetchone()[0].partition(" AS ")[2]
    values = found[2].split(", ") if found[2] else []
    return re.sub(r"\$(\d+)", lambda number: values[int(number[1]) - 1], prepared)
