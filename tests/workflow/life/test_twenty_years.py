"""Years of two villages lived by the machine, from births to every procedure; R6 balances each month.

Two short lives run always. With `COUNTY_DESK_LAWS_MINUTES` one of twenty years is lived, with a new seed.
"""

import os
import time

import pytest

from county_desk.models.household import Standing
from county_desk.tables.presence import presences
from county_desk.workflow.audit import verify
from tests.workflow.life.village_life import VillageLife

MINUTES = int(os.environ.get("COUNTY_DESK_LAWS_MINUTES", "0"))


def lived(office, seed, months):
    life = VillageLife(office, seed)
    for _month in range(months):
        life.month()
    assert office.read(verify).ok
    there = office.read(lambda s: sorted(each.id for each in presences(s) if each.there(life.day)))
    assert there == [each[0] for each in life.households(Standing.REGISTERED)]
    return life


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 4, 6])
def test_r6_balances_in_each_month_of_two_years(office, seed):
    done = lived(office, seed, 24).done
    assert sum(count for act, count in done.items() if not act.startswith("no ")) > 20


@pytest.mark.skipif(not MINUTES, reason="COUNTY_DESK_LAWS_MINUTES is not set")
@pytest.mark.timeout(0)
def test_twenty_years_of_a_village(office):
    begun = time.monotonic()
    lived(office, int(begun), 240)
