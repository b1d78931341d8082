"""Two desks at one server, and the line of one is cut in the middle of its act."""

from datetime import date

import pytest
from sqlalchemy import event, select

from county_desk.models.audit import Event
from county_desk.models.place import Place
from county_desk.storage.engine import NotARegister, connect, sessions_of
from county_desk.storage.server_url import hosts_of
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import SetContact
from county_desk.workflow.submission import OutcomeUnknown, begin_submission
from tests.build import CLERK, TOWNSHIP, Office
from tests.databases import SERVER
from tests.proxy import Proxy

pytestmark = pytest.mark.skipif(not SERVER, reason="COUNTY_DESK_TEST_POSTGRES names no server")
TODAY = date(2016, 11, 1)
PLACE = 5
MINE = SetContact(place=PLACE, telephone="0000-2222222", contact="李有田")


@pytest.fixture
def database():
    return "postgresql"


@pytest.fixture
def line(office):
    """The line of the second desk."""
    ((host, port),) = hosts_of(office.sessions.kw["bind"].url)
    proxy = Proxy(host, port)
    yield proxy
    proxy.close()


@pytest.fixture
def engine(office, line):
    """The database at the other end of that line."""
    url = office.sessions.kw["bind"].url.set(host="127.0.0.1", port=line.port)
    engine = connect(url.render_as_string(hide_password=False))
    yield engine
    engine.dispose()


@pytest.fixture
def second(office, engine):
    """The desk of the township clerk, who comes over the line."""
    return Office(sessions_of(engine), office.policy).at(TODAY, TOWNSHIP)


@pytest.fixture
def two_servers(office, line):
    """The database at a URL of two computers, of which the first does not answer."""
    url = office.sessions.kw["bind"].url
    ((host, port),) = hosts_of(url)
    line.cut()
    several = {**url.query, "host": (f"127.0.0.1:{line.port}", f"{host}:{port}")}
    engine = connect(url.set(query=several).render_as_string(hide_password=False))
    yield engine
    engine.dispose()


def at_commit(engine, act):
    """Do something to the line once, just before the next commit is sent."""
    event.listen(engine, "commit", lambda _connection: act(), once=True)


def telephone(session):
    return session.scalar(select(Place.telephone).where(Place.id == PLACE))


def acts(session):
    """The operations of the acts at the place's contact, in their order."""
    wanted = select(Event.operation).where(Event.command == "SetContact").order_by(Event.id)
    return session.scalars(wanted).all()


def test_an_act_whose_line_is_cut_before_the_commit_is_lost_whole_and_goes_through_once_later(
    office, second, engine, line
):
    first = office.at(TODAY, CLERK)
    form = second.read(begin_submission)
    at_commit(engine, line.cut)
    with pytest.raises(OutcomeUnknown):
        second.do(MINE, submission=form)
    with pytest.raises(NotARegister, match="does not answer"):
        second.read(telephone)
    before = first.read(acts)
    first.do(SetContact(place=PLACE + 1, telephone="0000-1111111", contact="石家旺"))
    line.restore()
    assert second.outcome(form.operation) is None
    second.do(MINE, submission=form)
    assert first.read(telephone) == MINE.telephone
    assert first.read(acts)[len(before) :][1:] == [form.operation]
    assert first.read(verify).ok


def test_an_act_whose_answer_is_lost_is_found_and_not_done_again(office, second, engine, line):
    first = office.at(TODAY, CLERK)
    form = second.read(begin_submission)
    at_commit(engine, line.lose_answers)
    with pytest.raises(OutcomeUnknown) as unknown:
        second.do(MINE, submission=form)
    assert first.read(telephone) == MINE.telephone
    line.restore()
    found = second.outcome(unknown.value.operation)
    assert found is not None
    assert second.do(MINE, submission=form).seal == found.seal
    assert first.read(acts).count(form.operation) == 1
    assert first.read(verify).ok


def test_while_the_first_computer_of_a_url_does_not_answer_the_second_does(office, two_servers):
    Office(sessions_of(two_servers), office.policy).at(TODAY, TOWNSHIP).do(MINE)
    assert office.read(telephone) == MINE.telephone
