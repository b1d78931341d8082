"""The steps of the schema that this program knows, by the numbers in the names of their files."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from county_desk.release import build_of
from county_desk.storage.engine import NotARegister
from county_desk.text import _

MIGRATIONS = Path(__file__).with_name("migrations")
BASELINE = "0100"
_KEPT = "alembic_version"  # the table in which Alembic keeps the step of a register


class UpgradeNeeded(NotARegister):
    """The register of a server has an older schema, which an administrator upgrades."""


def known_steps() -> list[str]:
    """Every step in order, read without Alembic, which opening a register seldom needs."""
    return sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*_*.py"))


def newest() -> str:
    """The schema that this program writes."""
    return known_steps()[-1]


def this_build() -> str:
    """The release, commit and schema of this program, as `0.1.0 (commit 59a67695, schema 0063)`."""
    return build_of(newest())


def revision(engine: Engine) -> str | None:
    """The schema that a register has; None for an empty database."""
    with engine.connect() as connection:
        return step_of(connection)


def step_of(connection: Connection) -> str | None:
    """The schema of an open register; None for an empty database."""
    if not inspect(connection).has_table(_KEPT):
        return None
    step: str | None = connection.scalar(text(f"SELECT version_num FROM {_KEPT}"))
    return step


def refuse_newer(have: str | None) -> None:
    """Raise `NotARegister` when a newer program made that schema."""
    if have is not None and have >= BASELINE and have not in known_steps():
        words = _(
            "A newer version of County Desk made this register, of schema {schema}; this program is {build}. "
            "Update the program first."
        )
        raise NotARegister(words.format(schema=have, build=this_build()))


def is_older(engine: Engine) -> bool:
    """Whether an earlier program made the schema. Raises `NotARegister` when a newer one did."""
    have = revision(engine)
    refuse_newer(have)
    return have is not None and have != newest()
