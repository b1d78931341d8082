"""The two forms in which a state machine runs: the ordinary one, and the nightly one.

The ordinary form walks the path of the machine and does a few random acts, in some seconds. The nightly form
does random acts with new seeds for `COUNTY_DESK_LAWS_MINUTES` in each test, from `COUNTY_DESK_LAWS_SEED` on,
and prints after each seed how many acts it has done and what came of them. A machine does about 20,000 acts
an hour on a free core, and 7,000 on a busy one.
"""

import os
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from county_desk.rules.policy import Policy
from tests.build import national
from tests.databases import Files
from tests.workflow.case_machine import CaseMachine

MINUTES = float(os.environ.get("COUNTY_DESK_LAWS_MINUTES", "0"))
FIRST_SEED = int(os.environ.get("COUNTY_DESK_LAWS_SEED", "0"))


def hold(
    kind: type[CaseMachine],
    files: Files,
    policy: Policy,
    reached: Sequence[str],
    nightly: Sequence[str] = (),
    **short: int,
) -> None:
    """Run a machine on registers of its own: its path and some random acts, or random acts for minutes.

    The short run has the path to thank for what it has to reach. The nightly run has more to reach, and fails
    when it missed a thing in all its minutes.
    """
    made = _made(kind, files, policy)
    if not MINUTES:
        _walk_path(made())
        _run(seed(FIRST_SEED)(made), **short)
        assert _missed(made.depth, reached) == [], f"nothing came so far; {made.depth}"
        return
    ends, number = time.monotonic() + 60 * MINUTES, FIRST_SEED
    while time.monotonic() < ends:
        number += 1
        about = {"phases": (Phase.generate,), "max_examples": 15, "stateful_step_count": 60}
        try:
            _run(seed(number)(made), **about)  # shrinking takes longer than a new walk
        finally:
            print(f"seed {number}: {dict(made.depth)}", flush=True)
    missed = _missed(made.depth, (*reached, *nightly))
    assert missed == [], f"{missed} never came in {MINUTES} minutes"


def _walk_path(machine: CaseMachine) -> None:
    try:
        machine.path()
    finally:
        machine.teardown()


def _missed(depth: Counter[str], wanted: Sequence[str]) -> list[str]:
    """What never came."""
    return [each for each in wanted if not depth[each]]


def _made(kind: type[CaseMachine], files: Files, policy: Policy) -> type[CaseMachine]:
    """The machine with registers that begin with its story, and a count of its own."""
    fresh = staticmethod(lambda path: files.fresh(national(policy), path, kind.story))
    return type("Machine", (kind,), {"fresh": fresh, "depth": Counter()})


def _run(made: type[CaseMachine], **about: Any) -> None:
    quiet = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(made, settings=settings(**quiet, **about))
