"""Lists on the boards in every state, each brought there through its commands."""

from datetime import date

from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.workflow.cases.disclosure import CloseDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from tests.build import a_household, post, walk

HEADS = ("李秀英", "张大有", "王秀田", "赵桂兰", "杨志明", "周玉珍", "孙有田", "吴春花", "郑长江", "钱满仓")
TODAY = date(2016, 10, 18)


def cases_before_disclosure(
    office, village, count=3, *, serial=1, township="城关镇", step="first_disclosure"
):
    """Registration cases of one village that wait for a disclosure."""
    cases = tuple(
        a_household(
            office,
            HEADS[place],
            serial=serial + place,
            village=village,
            township=township,
            received_on=date(2016, 9, 20),
            persons=1 + place % 5,
            group_name=f"{1 + place % 3} 组",
        )
        for place in range(count)
    )
    walk(office, cases, to=step)
    return cases


def objected(office, disclosure, day, *, case=None, objector="刘某"):
    """The number of an objection to one case of a list, or to all of it."""
    command = RecordObjection(
        disclosure=disclosure,
        received_on=day,
        channel=Channel.LETTER,
        words="家里有一辆货车",
        case=case,
        objector=objector,
    )
    return office.at(day).do(command).id


def settled(office, objection, day, finding=ObjectionFinding.UPHELD):
    """Settle an objection."""
    command = SettleObjection(
        objection=objection,
        settled_on=day,
        finding=finding,
        investigators="陈平、林丽",
        reply="经查属实，户主名下有货车",
    )
    office.at(day).do(command)


def closed(office, disclosure, day):
    """Close a disclosure."""
    office.at(day).do(CloseDisclosure(disclosure=disclosure, closed_on=day))


def scene(office):
    """One disclosure of every state on 2016-10-18 by the name of the state, and a list that waits."""
    days = {
        "display": date(2016, 10, 14),
        "today": date(2016, 10, 12),
        "late": date(2016, 10, 8),
        "objection": date(2016, 10, 13),
        "closed": date(2016, 10, 3),
    }
    villages = [(name, town) for town in ("城关镇", "青山镇") for name in ("大河村", "柳湾村", "上坝村")]
    made, serial = {}, 1
    for (village, township), (state, day) in zip(villages, days.items(), strict=False):
        count = 3 + serial % 7
        cases = cases_before_disclosure(office, village, count, serial=serial, township=township)
        made[state] = post(office, cases, day).id
        serial += count
        if state == "objection":
            objected(office, made[state], date(2016, 10, 15), case=cases[1])
        if state == "closed":
            settled(
                office, objected(office, made[state], date(2016, 10, 5), case=cases[0]), date(2016, 10, 7)
            )
            closed(office, made[state], date(2016, 10, 10))
    made["waiting"] = cases_before_disclosure(office, "上坝村", 8, serial=serial, township="青山镇")
    return made


def fill(panel, **values):
    """Fill a form in and press its button."""
    panel.form.fill(values)
    panel.do_button.click()
