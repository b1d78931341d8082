"""The mapped base, and the column types that SQLite needs help with."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum as PyEnum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Enum, MetaData, String, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from county_desk.models.sounding import add_keys, fill_keys

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


@lru_cache(maxsize=10_000)
def from_hundredths(value: int) -> Decimal:
    """The decimal of so many hundredths; the same sums and months come again and again."""
    return Decimal(value).scaleb(-2)


class Hundredths(TypeDecorator[Decimal]):
    """A Decimal with two places (yuan, mu, square metres), kept as a whole number of hundredths.

    SQLite has no exact decimals: sums of `Numeric` columns drift without a word.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else from_hundredths(value)


class MomentColumn(TypeDecorator[datetime]):
    """An instant, kept in UTC without a zone and given back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _values(terms: type[PyEnum]) -> list[str]:
    return [term.value for term in terms]


def term_column(terms: type[PyEnum], name: str) -> Enum:
    """The type of a column of terms; its constraint has the given name in place of that of the class."""
    return Enum(
        terms, name=name, native_enum=False, create_constraint=True, length=32, values_callable=_values
    )


class Base(DeclarativeBase):
    """The base of every mapped class; its metadata names every constraint.

    The name of a class is that of its table, where it states no other.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        Decimal: Hundredths,
        datetime: MomentColumn,
        str: String(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        PyEnum: Enum(PyEnum, native_enum=False, create_constraint=True, length=32, values_callable=_values),
    }

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        return re.sub("(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    def __init_subclass__(cls, **options: Any) -> None:
        """Add the keys by which names are sorted and found."""
        add_keys(cls)
        super().__init_subclass__(**options)


event.listen(Base, "before_insert", fill_keys, propagate=True)
event.listen(Base, "before_update", fill_keys, propagate=True)


class Kept(Base):
    """A record that commands change: it has a number and a version, and is never deleted.

    The version makes the second of two people who changed the same record at once start again,
    instead of overwriting the first in silence.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(nullable=False)
    withdrawn_on: Mapped[date | None] = mapped_column(default=None)

    def withdraw(self, day: date) -> None:
        """Let the record count no longer from a day on."""
        self.withdrawn_on = day

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


@cache
def mapped_class(table: str) -> type[Kept]:
    """The mapped class of a table."""
    return next(each.class_ for each in Base.registry.mappers if each.class_.__tablename__ == table)


def column_value(mapped: type[Kept], name: str, value: Any) -> Any:
    """A value as the column holds it, from how the report keeps it."""
    kind = mapped.__table__.c[name].type
    if value is None:
        return None
    if isinstance(kind, Hundredths):
        return Decimal(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
