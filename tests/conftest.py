"""One desk, one clock, one made-up county; every test gets a fresh database in memory."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from county_desk.models.base import Base
from county_desk.models.register import RegisterKind
from county_desk.models.user import Actor, Role
from county_desk.rules.policy import Policy
from county_desk.workflow.desk import Desk
from county_desk.workflow.founding import FoundRegister, Person, PlaceLine

NOW = datetime(2016, 11, 24, 9, 0, tzinfo=UTC)
TOWNSHIPS = {"990101100": "城关镇", "990101101": "青山镇"}
VILLAGES = {"001": "大河", "002": "柳湾", "003": "上坝"}
PEOPLE = (
    Person("王芳", Role.COUNTY_CLERK),
    Person("赵敏", Role.TOWNSHIP_CLERK, "990101100000"),
    Person("李强", Role.REVIEWER),
    Person("周平", Role.ADMINISTRATOR),
    Person("孙宁", Role.INSPECTOR),
)


def lines() -> tuple[PlaceLine, ...]:
    """Three villages in each of two townships."""
    return tuple(
        PlaceLine(
            2016,
            "99",
            "青岚省",
            "9901",
            "青岚市",
            "990101",
            "青岚县",
            f"{code}000",
            town,
            code + last,
            village,
        )
        for code, town in TOWNSHIPS.items()
        for last, village in VILLAGES.items()
    )


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The shipped policy, as a county of Guizhou follows it."""
    return Policy.load("guizhou", "west")


@pytest.fixture
def desk(policy: Policy) -> Iterator[Desk]:
    """A county clerk at the register of a newly founded county."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(engine)
    made = Desk(
        sessions=sessionmaker(engine, expire_on_commit=False),
        actor=Actor(0, "installer", Role.ADMINISTRATOR),
        policy=policy,
        now=lambda: NOW,
    )
    made.do(
        FoundRegister(
            name="青岚县",
            code="990101",
            kind=RegisterKind.REHEARSAL,
            province="guizhou",
            region="west",
            uid="00000000-0000-4000-8000-000000000001",
            places=lines(),
            people=PEOPLE,
        )
    )
    made.actor = Actor(1, "王芳", Role.COUNTY_CLERK)
    yield made
    engine.dispose()
