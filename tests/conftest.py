"""One made-up county, whose register every test gets anew, in a file or on a server."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import argon2
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # a first start speaks the language of the system

import county_desk.commands  # noqa: F401  # the history says each act in the words of its command
from county_desk.rules.policy import Policy
from county_desk.workflow.desk import Desk
from installer import words
from tests.build import Office, national
from tests.busy import fill
from tests.databases import Files, Server
from tests.demos import KEPT, Demos, state_of_the_code
from tests.plain_rows import mapped_in
from tests.reached import changes_the_program
from tests.slow_files import SLOW

words.build()

TODAY = date(2016, 11, 24)
MANY = 18_000  # tests that only a whole run has
_took: dict[str, float] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Have the workers of xdist take the files in our order, not by the number of their tests."""
    config.option.loadscopereorder = False


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Begin with the slow files, so that no worker is left with one when the others have done.

    At most one test in a hundred runs in the second command, `desk.py test --slow`.
    """
    slow = sum(item.get_closest_marker("slow") is not None for item in items)
    if len(items) > MANY and slow > len(items) / 100:
        raise pytest.UsageError(f"{slow} of {len(items)} tests are marked slow, more than one in a hundred")
    yield
    places = {file: place for place, file in enumerate(SLOW)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(SLOW)))


def pytest_collection_finish() -> None:
    """Have the collector look no more at what stays to the end: the modules, and all tests."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test that changes the program act on a register of its own from the beginning."""
    asked = item._fixtureinfo.argnames if isinstance(item, pytest.Function) else ()
    changes_the_program(item.nodeid if "monkeypatch" in asked else None)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up how long the tests of each file take, the slow ones aside."""
    if "slow" not in report.keywords:
        file = report.nodeid.partition("::")[0]
        _took[file] = _took.get(file, 0.0) + report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the seconds of each file that ran as a whole, for `desk.py test --fast`."""
    config = session.config
    part = config.option.keyword or config.option.markexpr not in ("", "not slow")
    part = part or session.shouldstop or session.shouldfail or any("::" in each for each in config.args)
    cache = getattr(config, "cache", None)  # none under -p no:cacheprovider
    if hasattr(config, "workerinput") or part or not cache:
        return
    kept = cache.get("county_desk/seconds", {})
    cache.set("county_desk/seconds", kept | {file: round(took, 2) for file, took in _took.items()})


@pytest.fixture(scope="session", autouse=True)
def plain_rows() -> Iterator[None]:
    """Every query of the program, in whatever test, is held to what `Desk.read` promises: plain rows.

    Queries that tests write themselves may look at the records.
    """
    read = Desk.read

    def checked(desk: Desk, query: Callable[..., object], *args: object, **kwargs: object) -> object:
        result = read(desk, query, *args, **kwargs)
        if query.__module__.startswith("county_desk."):
            assert list(mapped_in(result)) == [], query
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "read", checked)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed by argon2id as ever, with the least work instead of a quarter of a second."""
    least = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2, "PasswordHasher", least)
        yield


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The shipped policy, as a county of Guizhou follows it."""
    return Policy.load("guizhou", "west")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Registers in files."""
    return Files(tmp_path_factory.mktemp("founded"))


@pytest.fixture(scope="session")
def demos() -> Demos:
    """The registers of the demo, made once for all tests that only read them."""
    return Demos(KEPT, state_of_the_code())


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Registers on the PostgreSQL server that COUNTY_DESK_TEST_POSTGRES names."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    server = Server(f"desk_{worker}_{os.getpid()}")
    yield server
    server.close()


@pytest.fixture
def database() -> str:
    """Where the register is; the tests of the records and of the workflow say both."""
    return "sqlite"


@pytest.fixture
def founded(
    request: pytest.FixtureRequest, database: str, tmp_path: Path
) -> Iterator[Callable[[Policy], Office]]:
    """Found a register that follows a policy."""
    kept = request.getfixturevalue("files" if database == "sqlite" else "server")
    with ExitStack() as closing:

        def found(policy: Policy) -> Office:
            office, engine = kept.fresh(policy, tmp_path / "青岚县.cdesk")
            closing.callback(engine.dispose)
            return office

        yield found


@pytest.fixture
def office(founded: Callable[[Policy], Office], policy: Policy) -> Office:
    """The office of a county that has national policy only."""
    return founded(national(policy))


@pytest.fixture
def guizhou(founded: Callable[[Policy], Office], policy: Policy) -> Office:
    """The office of a county of Guizhou."""
    return founded(policy)


@pytest.fixture
def desk(guizhou: Office) -> Desk:
    """A county clerk of Guizhou at the desk."""
    return guizhou.at(TODAY, hour=17)


@pytest.fixture(scope="module")
def busy(policy: Policy, files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that these tests only read, with something on each of its lists."""
    office, engine = files.fresh(national(policy), tmp_path_factory.mktemp("busy") / "青岚县.cdesk", fill)
    yield office
    engine.dispose()
