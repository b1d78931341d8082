"""The balance of monitoring over a period: what stood, came and went must give what stands."""

from dataclasses import dataclass

from county_desk.rules.balance import Imbalance
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class MonitoringMovement:
    """Monitored households and their persons of one place and kind in one period.

    `gone` are households that ceased while they were monitored, `again` those identified a second time, and
    `mistaken` those that were monitored by mistake. `moved_in` and `moved_out` are those that came from
    another township or went to one.
    `natural_persons` is the net change of people in households that were monitored all the while.
    `identified` and `removed` count from the beginning of monitoring to the end of the period.
    """

    opening_households: int = 0
    opening_persons: int = 0
    new_households: int = 0
    new_persons: int = 0
    again_households: int = 0
    again_persons: int = 0
    moved_in_households: int = 0
    moved_in_persons: int = 0
    natural_persons: int = 0
    helped_households: int = 0
    helped_persons: int = 0
    by_itself_households: int = 0
    by_itself_persons: int = 0
    mistaken_households: int = 0
    mistaken_persons: int = 0
    gone_households: int = 0
    gone_persons: int = 0
    moved_out_households: int = 0
    moved_out_persons: int = 0
    closing_households: int = 0
    closing_persons: int = 0
    no_labour_households: int = 0
    no_labour_persons: int = 0
    measured_households: int = 0
    unmeasured_households: int = 0
    identified_households: int = 0
    removed_households: int = 0
    all_gone_households: int = 0
    all_mistaken_households: int = 0


def monitoring_imbalances(m: MonitoringMovement) -> tuple[Imbalance, ...]:
    """Every identity of one place and kind that does not hold."""
    came = m.opening_households + m.new_households + m.again_households + m.moved_in_households
    went = m.helped_households + m.by_itself_households + m.mistaken_households + m.gone_households
    people = m.opening_persons + m.new_persons + m.again_persons + m.moved_in_persons + m.natural_persons
    left = m.helped_persons + m.by_itself_persons + m.mistaken_persons + m.gone_persons
    went, left = went + m.moved_out_households, left + m.moved_out_persons
    ever = m.removed_households + m.closing_households + m.all_gone_households + m.all_mistaken_households
    with_or_without = m.measured_households + m.unmeasured_households
    identities = (
        (N_("Monitored households at the end"), came - went, m.closing_households),
        (N_("Persons monitored at the end"), people - left, m.closing_persons),
        (N_("Households identified in all"), ever, m.identified_households),
        (N_("Households with and without a measure"), with_or_without, m.closing_households),
    )
    wrong = [Imbalance(*identity) for identity in identities if identity[1] != identity[2]]
    if m.closing_persons < m.closing_households:
        label = N_("Persons monitored against households")
        wrong.append(Imbalance(label, m.closing_households, m.closing_persons))
    return tuple(wrong)
