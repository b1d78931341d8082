"""A state machine draws acts of the whole catalogue, and the laws of every act hold after each.

The nightly form (`COUNTY_DESK_LAWS_MINUTES`, see `machine_runs`) fails if it never came to a kind of case, a
stage of a programme, a movement of money, a change of a household, a request to a department, or a way to
settle a proposal.
"""

import pytest

from county_desk.models.department import Department
from county_desk.models.household_change import ChangeKind
from county_desk.models.proposal import ProposalState
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.programme_words import stage_key
from tests.workflow.machine_runs import MINUTES, hold
from tests.workflow.office_machine import OfficeMachine
from tests.workflow.test_any_order_of_monitoring import AnyOrderOfMonitoring, under_watch

SETTLED = (
    *(f"proposal {state.value}" for state in ProposalState if state is not ProposalState.WAITING),
    "proposal refused to its proposer",
    "proposal of a state that moved",
)
MONEY = ("RecordFund", "in force ReleaseFund", "in force RecordPayment", "in force AllocateMoney")
STAGES = [f"measure_stage {stage_key(of, stage)}" for of in programmes().values() for stage in of.stages]
CHANGES = [f"household_change {kind.value}" for kind in ChangeKind]
REQUESTS = [f"department_request {each.value}" for each in Department]


class AnyAct(OfficeMachine):
    """An office of 2018, with every kind of case that it had."""

    kinds = (
        *("household_registration", "household_missed", "household_exit", "household_relapse"),
        *("household_removal", "household_restoration", "household_reexamination"),
        *("village_registration", "village_exit", "county_exit", "project"),
    )


class AnyActSince2021(OfficeMachine, AnyOrderOfMonitoring):
    """An office of 2024, which monitors households."""

    begins = AnyOrderOfMonitoring.begins
    story = staticmethod(under_watch)
    kinds = (
        "monitoring_release",
        "monitoring_removal",
        "household_removal",
        "household_restoration",
        "project",
    )


@pytest.mark.slow
@pytest.mark.timeout(120 + 180 * MINUTES)
def test_the_laws_of_every_act_hold_in_any_order_of_acts_and_days(files, policy):
    nightly = (*(f"{kind} done" for kind in AnyAct.kinds), *SETTLED, *MONEY, *STAGES, *CHANGES, *REQUESTS)
    reached = ("RecordStage", "proposal in_force", "proposal declined", "proposal taken_back")
    hold(AnyAct, files, policy, reached, nightly, max_examples=2, stateful_step_count=6)


@pytest.mark.slow
@pytest.mark.timeout(120 + 180 * MINUTES)
def test_the_laws_of_every_act_hold_in_the_years_of_monitoring(files, policy):
    nightly = [f"{kind} done" for kind in ("monitoring", *AnyActSince2021.kinds)]
    reached = ("proposal in_force", "proposal declined")
    hold(AnyActSince2021, files, policy, reached, nightly, max_examples=1, stateful_step_count=8)
