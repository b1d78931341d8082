"""What was there, came and went gives what is there, in each place and in their sums."""

from dataclasses import replace

from county_desk.rules.balance import Movement, follows, households, imbalances, persons, total
from county_desk.rules.monitoring_balance import MonitoringMovement, monitoring_imbalances

YEAR = Movement(
    opening_households=312,
    opening_persons=1046,
    new_households=6,
    new_persons=21,
    returned_households=2,
    returned_persons=7,
    natural_increase_persons=14,
    exited_households=148,
    exited_persons=517,
    wrongly_removed_households=3,
    wrongly_removed_persons=10,
    whole_natural_households=2,
    natural_decrease_persons=17,
    closing_households=167,
    closing_persons=544,
)


def test_the_worked_check():
    assert households(YEAR) == 167
    assert persons(YEAR) == 544
    assert imbalances(YEAR) == ()


def test_a_lost_household_is_told():
    (wrong,) = imbalances(replace(YEAR, closing_households=166))
    assert (wrong.expected, wrong.found) == (167, 166)
    assert wrong.sentence() == "Households at the end: the movements give 167, the register has 166"


def test_every_movement_counts_once():
    moved = replace(
        YEAR,
        split_households=5,
        moved_in_households=4,
        moved_in_persons=9,
        merged_households=3,
        moved_out_households=2,
        moved_out_persons=6,
    )
    assert [(wrong.expected, wrong.found) for wrong in imbalances(moved)] == [(171, 167), (547, 544)]


def test_a_household_has_at_least_one_person():
    wrong = imbalances(
        Movement(opening_households=5, opening_persons=4, closing_households=5, closing_persons=4)
    )
    assert [each.label for each in wrong] == ["Persons, at least one a household"]


def test_a_monitored_household_has_at_least_one_person():
    said = MonitoringMovement(
        opening_households=5, opening_persons=4, closing_households=5, closing_persons=4
    )
    said = replace(said, identified_households=5, unmeasured_households=5)
    (wrong,) = monitoring_imbalances(said)
    assert (wrong.label, wrong.expected, wrong.found) == ("Persons monitored against households", 5, 4)
    assert monitoring_imbalances(replace(said, opening_persons=5, closing_persons=5)) == ()


def test_the_sum_of_places_that_balance_balances():
    township = total(Movement, [YEAR, YEAR, Movement()])
    assert township.closing_persons == 1088
    assert imbalances(township) == ()
    assert total(Movement, []) == Movement()


def test_this_opening_is_the_last_closing():
    following = Movement(opening_households=167, opening_persons=544)
    assert follows(YEAR, following) == ()
    (wrong,) = follows(YEAR, replace(following, opening_persons=545))
    assert (wrong.expected, wrong.found) == (544, 545)
