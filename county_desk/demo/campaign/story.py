"""The chapter of the campaign: the county in 2016, filled from workbooks, and a year of work done."""

from datetime import date
from uuid import UUID

from county_desk.demo.acts import carry_out
from county_desk.demo.answering_for import answer_for_all
from county_desk.demo.applying import apply_for
from county_desk.demo.arriving import arrive, come_to_the_counter
from county_desk.demo.campaign.cast import FOUNDED, TODAY
from county_desk.demo.campaign.help_given import HELP, SOWN, SURVEYED
from county_desk.demo.campaign.helpers import PAIRED, PLANS, TEAMS, UNDERTAKEN, UNITS, VISITS
from county_desk.demo.campaign.supervised import ROUND
from county_desk.demo.campaign.works import FUND, POSTED, PROJECTS, procedure
from county_desk.demo.chapter import Chapter
from county_desk.demo.exiting import leave
from county_desk.demo.funding import build
from county_desk.demo.helping import call_on, give, help_out
from county_desk.demo.inspecting import inspect
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import ADMINISTRATOR
from county_desk.demo.registering import register
from county_desk.demo.residing import reside
from county_desk.demo.rounds import APPLICATIONS, LEAVES, ROUNDS
from county_desk.demo.surveying import survey
from county_desk.workflow.policy.own import SetParameter

AFTER_YEAR = date(2017, 1, 5)  # when the returns of the year are frozen
# A made-up province has no figures of its own; these are the ones of the handbook's example.
_OWN = (
    ("provincial_incidence", "9%", "云泽省统计局2013年农村住户调查公报第2页（虚构）"),
    ("provincial_rural_income", "6625", "云泽省统计局2013年农村住户调查公报第3页（虚构）"),
)


def _threads(office: Office) -> tuple[Thread, ...]:
    """Everything that happened, in no order: each part knows its days."""
    return (
        _figures(office),
        arrive(office),
        come_to_the_counter(office),
        *(apply_for(office, going) for going in APPLICATIONS),
        *(register(office, going) for going in ROUNDS),
        *(leave(office, going) for going in LEAVES),
        *_helpers(office),
        *(survey(office, going) for going in SURVEYED),
        *(help_out(office, going) for going in HELP),
        give(office, SOWN),
        *(build(office, going) for going in PROJECTS),
        inspect(office, ROUND),
        *(carry_out(office, deed) for deed in (procedure(), FUND, *POSTED, *PLANS, *UNDERTAKEN)),
    )


def _helpers(office: Office) -> tuple[Thread, ...]:
    """Officials for every registered household, their visits, and the teams."""
    return (
        *(answer_for_all(office, town, day, units) for day in PAIRED for town, units in UNITS.items()),
        *(reside(office, going) for going in TEAMS),
        call_on(office, VISITS),
    )


def _figures(office: Office) -> Thread:
    """The figures of the province."""
    yield FOUNDED
    for name, value, reference in _OWN:
        entered = SetParameter(name=name, since=date(2014, 1, 1), value=value, reference=reference)
        office.do(ADMINISTRATOR, entered)


CAMPAIGN = Chapter("demo.cdesk", UUID("99010120-1612-4000-8000-000000000001"), FOUNDED, TODAY, _threads)
