"""What a prepared statement stands for."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

EXECUTE = re.compile(r"(?:(SET LOCAL [^;]*); )?(EXECUTE (\w+)(?: \((.*)\))?)", re.DOTALL)
TEXT = r"'(?:[^']|'')*'"
# A value of PostgreSQL's may have commas inside: in a text, or in an array, which may hold texts.
VALUE = re.compile(rf"(?:{TEXT}|\[(?:{TEXT}|[^\]'])*\]|[^,'\[])+")


def written_out(sql: str) -> str:
    """The statement that `EXECUTE` asks for, with its values in their places; any other as it is."""
    found = EXECUTE.fullmatch(sql)
    if not found:
        return sql
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name = %s", [found[3]])
        prepared: str = cursor.fetchone()[0].partition(" AS ")[2]
    values = [value.strip() for value in VALUE.findall(found[4] or "")]
    return re.sub(r"\$(\d+)", lambda number: values[int(number[1]) - 1], prepared)


def explained(sql: str, options: str) -> list[Any]:
    """What `EXPLAIN` says of a statement as it was asked, with the setting that it was asked with."""
    found = EXECUTE.fullmatch(sql)
    setting, statement = (found[1], found[2]) if found else (None, sql)
    with transaction.atomic(), connection.cursor() as cursor:
        if setting:
            cursor.execute(setting)
        cursor.execute(f"EXPLAIN ({options}) {statement.replace('%', '%%')}")
        return [line for (line,) in cursor.fetchall()]


def plan(sql: str, options: str = "COSTS OFF") -> dict[str, Any]:
    root: dict[str, Any] = explained(sql, f"{options}, FORMAT JSON")[0][0]["Plan"]
    return root


def blocks_of(sql: str) -> int:
    """How many blocks a statement reads of its tables and indexes."""
    read = plan(sql, "ANALYZE, BUFFERS")
    return int(read["Shared Hit Blocks"] + read["Shared Read Blocks"])


@contextmanager
def planned_for_anybody() -> Iterator[None]:
    """What is prepared is planned without a look at its values, as PostgreSQL does in the end: that plan is
    to hold."""
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        yield
        cursor.execute("RESET plan_cache_mode")


def scans(planned: dict[str, Any], growing: tuple[type[models.Model], ...]) -> Iterator[str]:
    """The tables that a plan reads from end to end, of those that grow."""
    tables = {model._meta.db_table for model in growing}
    if planned["Node Type"] == "Seq Scan" and planned["Relation Name"] in tables:
        yield planned["Relation Name"]
    for inner in planned.get("Plans", []):
        yield from scans(inner, growing)


def keep(statements_of: Mapping[str, list[str]]) -> None:
    """Where PLANS names a folder, the plans go there, a file for each question."""
    if folder := os.environ.get("PLANS"):
        for what, statements in statements_of.items():
            texts = [
                "\n".join([written_out(sql).strip(), "", *explained(sql, "COSTS OFF")]) for sql in statements
            ]
            Path(folder, f"{what.replace(' ', '_')}.txt").write_text("\n\n\n".join(texts) + "\n")
