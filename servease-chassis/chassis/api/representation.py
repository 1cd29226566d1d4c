"""The one way rows become JSON: the columns a serializer names, read with values_list(), encoded by msgspec.

A serializer is worked through once, when the view that gives it is declared, and never once per row: that is
where a list page of Django REST framework spends its time (measured, see docs/adr). What a field would do to
each row is not done, so one that does more than name a column is refused; `Computed` is how to say more.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers

from chassis.api.plain import refuse, refuse_serializer
from chassis.fields import ClockField
from chassis.money import MoneyField, money

Shape = Callable[[Sequence[Any]], Any]


class Computed(serializers.Field):
    """A field that only Python can compute: subclass it, name its columns, and say in `shown` what they show.

    class Masked(Computed):
        columns = ("iban",)

        def shown(self, iban):
            return f"…{iban[-4:]}"
    """

    columns: Sequence[str]

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def shown(self, *values: Any) -> Any:
        raise NotImplementedError

    def to_representation(self, value: Any) -> Any:
        return self.shown(*[_follow(value, column) for column in self.columns])


class Representation:
    """How one serializer class reads its fields.

    `columns` are what the database is asked for. A serializer with a nested list (`many=True`) cannot be
    read from columns: its rows are model instances, and the lists are prefetched.
    """

    def __init__(self, serializer_class: type[serializers.BaseSerializer]) -> None:
        self.columns: list[str] = []
        self.names: list[str] = []
        self.lists: list[tuple[str, str, Representation]] = []
        # Of each name the column that it shows; what is more than a column is in `_made` too.
        self._places: list[int] = []
        self._made: list[tuple[str, Shape]] = []
        # The places of the columns that Python computes from.
        self.computed: list[int] = []
        refuse_serializer(serializer_class)
        for name, field in serializer_class().fields.items():  # type: ignore[attr-defined]
            if not field.write_only:
                self._add(name, field)

    def _add(self, name: str, field: serializers.Field) -> None:
        source = (field.source or name).replace(".", "__")
        if isinstance(field, serializers.ListSerializer):
            child: type[Any] = type(field.child)
            self.lists.append((name, source, representation(child)))
            return
        start = len(self.columns)
        self.names.append(name)
        self._places.append(start)
        if isinstance(field, MoneyField):
            self.columns += field.columns
            self._make(name, lambda row: money(row[start], row[start + 1]))
        elif isinstance(field, ClockField):
            self.columns.append(source)
            shown = field.to_representation
            self._make(name, lambda row: None if row[start] is None else shown(row[start]))
        elif isinstance(field, serializers.BaseSerializer):
            self._nest(name, representation(type(field)), field, source)
        elif isinstance(field, Computed):
            self.columns += field.columns
            end = len(self.columns)
            self.computed += range(start, end)
            self._make(name, lambda row: field.shown(*row[start:end]))
        else:
            refuse(name, field)
            self.columns.append(source)

    def _nest(self, name: str, nested: "Representation", field: Any, source: str) -> None:
        start, own = len(self.columns), field.source == "*"
        self.columns += nested.columns if own else [f"{source}__{column}" for column in nested.columns]
        self.computed += [start + place for place in nested.computed]
        end = len(self.columns)
        if own:
            self._make(name, lambda row: nested.shape(row[start:end]))
            return
        # A relation is there if it has a key, whatever is null in it; what is no relation, if anything is.
        if hasattr(getattr(field, "Meta", None), "model"):
            self.columns.append(f"{source}__pk")
        there = slice(end if len(self.columns) > end else start, len(self.columns))
        self._make(
            name, lambda row: nested.shape(row[start:end]) if any(map(_is_there, row[there])) else None
        )

    def _make(self, name: str, shape: Shape) -> None:
        self._made.append((name, shape))

    def shape(self, row: Sequence[Any]) -> dict[str, Any]:
        """What a row shows that begins with the values of `columns`."""
        shaped = dict(zip(self.names, map(row.__getitem__, self._places), strict=True))
        for name, shape in self._made:
            shaped[name] = shape(row)
        return shaped

    def of(self, instance: Any) -> dict[str, Any]:
        """One model instance, or a dict whose keys are the columns."""
        shaped = self.shape([_follow(instance, column) for column in self.columns])
        for name, source, nested in self.lists:
            shaped[name] = [nested.of(row) for row in _rows(_follow(instance, source))]
        return shaped

    def is_of(self, model: type[Model]) -> bool:
        """Whether all that it shows is in the model's own columns and relations, and nothing annotated."""
        paths = [*self.columns, *(source for _, source, _ in self.lists)]
        names = {field.name for field in model._meta.get_fields()} | {"pk"}
        names |= {field.attname for field in model._meta.concrete_fields}
        return all(path.partition("__")[0] in names for path in paths)

    def prefetches(self) -> Iterator[str]:
        for _, source, nested in self.lists:
            yield source
            yield from (f"{source}__{inner}" for inner in nested.prefetches())

    def read(self, queryset: QuerySet, *extra: str) -> list[tuple[dict[str, Any], Sequence[Any]]]:
        """The rows of a queryset, each shaped, with the values of the columns in `extra` beside it."""
        if self.lists:
            lookups = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
            prefetched = {str(getattr(one, "prefetch_to", one)) for one in lookups}
            rows = queryset.prefetch_related(*[path for path in self.prefetches() if path not in prefetched])
            return [(self.of(row), [_follow(row, column) for column in extra]) for row in rows]
        return self.shaped(queryset.values_list(*self.columns_and(*extra)), *extra)

    def columns_and(self, *extra: str) -> list[str]:
        """What a row is read by; what a shape has already is not read once more."""
        return [*self.columns, *(column for column in dict.fromkeys(extra) if column not in self.columns)]

    def shaped(
        self, rows: Iterable[Sequence[Any]], *extra: str
    ) -> list[tuple[dict[str, Any], Sequence[Any]]]:
        """Rows whose values are those of `columns_and(*extra)`."""
        columns = self.columns_and(*extra)
        places = [columns.index(column) for column in extra]
        return [(self.shape(row), [row[place] for place in places]) for row in rows]


def representation(serializer_class: type[serializers.BaseSerializer]) -> Representation:
    if serializer_class not in _known:
        _known[serializer_class] = Representation(serializer_class)
    return _known[serializer_class]


def _is_there(value: Any) -> bool:
    return value is not None


_known: dict[type[serializers.BaseSerializer], Representation] = {}


def _follow(instance: Any, path: str) -> Any:
    for name in path.split("__"):
        if instance is None:
            return None
        if name == "pk" and isinstance(instance, dict):
            return True
        instance = instance[name] if isinstance(instance, dict) else getattr(instance, name)
    return instance


def _rows(value: Any) -> Iterable[Model]:
    rows: Iterable[Model] = value.all() if hasattr(value, "all") else value
    return rows
