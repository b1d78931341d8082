"""The parts of sentences that notices share: days, counts, names, and earlier steps."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import reduce

from county_desk.models.notice_facts import LAYOUT, NoticeFacts
from county_desk.posted_rows import PostedFunding, PostedProject, PostedVillage
from county_desk.text import N_, _, _n

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July")),
    *(N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


def day(value: date) -> str:
    """A day as papers write it: 9 March 2026, or 2026年3月9日."""
    month = _(_MONTHS[value.month - 1])
    return _("{day} {month} {year}").format(day=value.day, month=month, year=value.year)


def listed(parts: Iterable[str]) -> str:
    """Several things in a row, as in A, B and C."""
    *some, last = [part for part in parts if part]
    if not some:
        return last
    row = reduce(lambda one, another: _("{one}, {another}").format(one=one, another=another), some)
    return _("{row} and {last}").format(row=row, last=last)


def yuan(amount: Decimal, layout: int = LAYOUT) -> str:
    """An amount of money, whole yuan without fen; papers of the first layout had fen in sums."""
    whole = layout > 1 and amount == int(amount)
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"


def households(facts: NoticeFacts) -> str:
    """Name the households of a list: the first name, the number of households, the number of people."""
    count = len(facts.rows)
    people = _n("{count} person in all", "{count} people in all", facts.persons).format(count=facts.persons)
    if count == 0:
        return _("no household")
    if count == 1:
        words = _("the household of {name} ({people})")
    else:
        words = _("the households of {name} and others ({count} households, {people})")
    return words.format(name=facts.rows[0].name, count=count, people=people)


def villages(facts: NoticeFacts) -> str:
    """Which villages a list is about: the first name and how many."""
    count = len(facts.rows)
    if count == 0:
        return _("no village")
    words = (
        _("the village of {name}") if count == 1 else _("{name} and others ({count} administrative villages)")
    )
    return words.format(name=facts.rows[0].name, count=count)


def projects(facts: NoticeFacts) -> str:
    """Which projects a list is about: the first title, how many, and their budget in all."""
    count = len(facts.rows)
    if count == 0:
        return _("no project")
    budget = sum(
        (row.budget for row in facts.rows if isinstance(row, PostedProject | PostedFunding)), Decimal(0)
    )
    words = (
        _("the project “{name}” (budget {budget} yuan)")
        if count == 1
        else _("“{name}” and others ({count} projects, budget {budget} yuan)")
    )
    return words.format(name=facts.rows[0].name, count=count, budget=yuan(budget, facts.layout))


def proposed(facts: NoticeFacts) -> str:
    """Villages or townships proposed the projects."""
    return _("proposals by the villages and townships")


def applied(facts: NoticeFacts) -> str:
    """Households asked for it."""
    return _("applications by the households")


def asked_anew(facts: NoticeFacts) -> str:
    """Households disputed the announced result, and the county looked into it."""
    return _("examination of the disputed results by the county")


def clue_verified(facts: NoticeFacts) -> str:
    """Name the verification of clues and of reports by the households."""
    return _("verification of clues and of what the households reported")


def village_applied(facts: NoticeFacts) -> str:
    """Village committees asked for it."""
    return _("applications by the village committees")


def group_reviewed(facts: NoticeFacts) -> str:
    """The villager groups talked it over."""
    return _("review by the villager groups") if facts.done.group_review else ""


def assembly(facts: NoticeFacts) -> str:
    """The villagers' representatives met and voted; the votes where they are known."""
    done = facts.done
    if None in (done.assembly_due, done.assembly_present, done.assembly_in_favour):
        return _("democratic review by the villagers' representative meeting")
    words = _(
        "democratic review by the villagers' representative meeting "
        "({due} due, {present} present, {in_favour} in favour)"
    )
    return words.format(
        due=done.assembly_due, present=done.assembly_present, in_favour=done.assembly_in_favour
    )


def visited(facts: NoticeFacts) -> str:
    """The village committee and the work team went to the homes."""
    if not (count := facts.done.visited):
        return ""
    return _n(
        "a home check of {count} household by the village committee and the resident work team",
        "home checks of {count} households by the village committee and the resident work team",
        count,
    ).format(count=count)


def signed(facts: NoticeFacts) -> str:
    """The households agreed with their signature."""
    if not (count := facts.done.signed):
        return ""
    words = _n("the signed consent of {count} household", "the signed consent of {count} households", count)
    return words.format(count=count)


def compared(facts: NoticeFacts) -> str:
    """The sentence that the list was compared with the data of other departments."""
    return _("comparison with the data of other departments") if facts.done.compared else ""


def village_reviewed(facts: NoticeFacts) -> str:
    """The village had reviewed the list before it came to the township."""
    return _("democratic review in the village")


def township_examined(facts: NoticeFacts) -> str:
    """The township examined the list, perhaps with a spot check."""
    if not facts.done.examined:
        return ""
    if not (count := facts.done.spot_checked):
        return _("examination by the township")
    if facts.kind.subject == PostedVillage.subject:
        words = _n(
            "examination by the township (spot check of {count} village)",
            "examination by the township (spot check of {count} villages)",
            count,
        )
        return words.format(count=count)
    return _n(
        "examination by the township (spot check of {count} household)",
        "examination by the township (spot check of {count} households)",
        count,
    ).format(count=count)


def figures_examined(facts: NoticeFacts) -> str:
    """The township examined the figures of the villages."""
    return _(
        "examination by the township of the incidence of poverty, the net income a head of farmers "
        "and the collective income of the villages"
    )


def first_disclosed(facts: NoticeFacts) -> str:
    """The list hung in the village."""
    return _unopposed(_("the first disclosure"), facts.done.objections)


def already_disclosed(facts: NoticeFacts) -> str:
    """The list hung in the village before it hangs here, where a province asks for that."""
    if facts.done.objections is None:
        return ""
    return _unopposed(_("the disclosure in the village"), facts.done.objections)


def twice_disclosed(facts: NoticeFacts) -> str:
    """The list hung twice."""
    return _unopposed(_("two disclosures"), facts.done.objections)


def disclosed(facts: NoticeFacts) -> str:
    """The list hung."""
    return _unopposed(_("disclosure"), facts.done.objections)


def reason(facts: NoticeFacts) -> str:
    """The reason for refusing an application; "" where none is given."""
    return _("Reason: {reason}.").format(reason=facts.reason.rstrip("。.")) if facts.reason else ""


def recorded_late(facts: NoticeFacts) -> str:
    """How many steps of the listed cases are late entries; "" without one."""
    if not (count := facts.done.late):
        return ""
    return _n(
        "{count} step of the listed cases was recorded late; the register keeps the reason and the second "
        "person who confirmed it.",
        "{count} steps of the listed cases were recorded late; the register keeps the reasons and the second "
        "persons who confirmed them.",
        count,
    ).format(count=count)


def decided(facts: NoticeFacts) -> str:
    """A body confirmed the list."""
    return _("confirmation by {body}").format(body=facts.decided_by) if facts.decided_by else ""


def _unopposed(disclosure: str, objections: int | None) -> str:
    """Name a disclosure with its objections, or alone when their number is not recorded."""
    if objections is None:
        return disclosure
    if objections == 0:
        return _("{disclosure} without objection").format(disclosure=disclosure)
    return _n(
        "{disclosure} ({count} objection, settled)",
        "{disclosure} ({count} objections, all settled)",
        objections,
    ).format(disclosure=disclosure, count=objections)
