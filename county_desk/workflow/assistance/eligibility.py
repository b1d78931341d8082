"""The eligibility of a household for a programme, with the reasons in words."""

from collections.abc import Iterable, Mapping
from datetime import date

from county_desk.models.household import Member
from county_desk.names import compared
from county_desk.rules.combining import judge
from county_desk.rules.findings import Finding
from county_desk.rules.outcomes import Outcome
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.help_facts import HelpAsked, help_facts
from county_desk.text import _
from county_desk.workflow.command import Work
from county_desk.workflow.gate.relations import people_of


def finding_for(work: Work, household: int, day: date, asked: HelpAsked) -> Finding:
    """The finding of a programme's rule on a household on a day; LookupError for an unknown household."""
    rule = programmes()[asked.programme].rule
    return judge(rule, help_facts(work.session, household, day, asked), work.terms(day))


def eligibility_trouble(
    work: Work, finding: Finding, rule: str, departure: str, day: date
) -> Mapping[str, str]:
    """Return why a household is not eligible, by field; a rule in principle yields to a reason."""
    refused = [part for part in finding.blockers() if part.outcome is Outcome.NOT_MET]
    if not refused:
        return {"departure": _("The rule is met; leave this blank")} if departure.strip() else {}
    if work.terms(day).book.rule(rule).in_principle:
        if departure.strip():
            return {}
        words = _("{reasons}. Give the reason for which it is given all the same, or choose something else")
        return {"departure": words.format(reasons=reasons_in_words(refused))}
    words = _("{programme} cannot be given: {reasons}")
    return {"programme": words.format(programme=finding.title(), reasons=reasons_in_words(refused))}


def unknown_in_words(finding: Finding) -> str:
    """Return the missing facts of a finding in words; empty if there are none."""
    unknown = [part for part in finding.blockers() if part.outcome is Outcome.UNKNOWN]
    return _("Not known yet: {reasons}").format(reasons=reasons_in_words(unknown)) if unknown else ""


def reasons_in_words(parts: Iterable[Finding]) -> str:
    """Return findings as sentences, each followed by the change that would reverse it."""
    return _("; ").join(
        _("{reason}. {lift}").format(reason=part.sentence(), lift=lift)
        if (lift := part.would_change())
        else part.sentence()
        for part in parts
    )


def help_fields(given: Mapping[str, object]) -> Mapping[str, bool]:
    """The fields of a measure that its programme needs or leaves blank; help of no programme is described."""
    programme = programmes().get(str(given.get("programme") or ""))
    if programme is None:
        return {"content": True, "departure": False}
    return {"months": False} | dict.fromkeys(programme.needs, True)


def responsible_trouble(work: Work, name: str, household: int) -> dict[str, str]:
    """Check that no person of a household answers for the help that it gets."""
    own = {compared(each) for each in people_of(work.session, (household,))}
    if not name.strip() or compared(name) not in own:
        return {}
    words = _(
        "{name} belongs to this household, or has the name of a member; an official answers for its help. Of "
        "another person with this name, leave it blank and give the unit"
    )
    return {"responsible": words.format(name=name.strip())}


def member_trouble(work: Work, number: int | None, household: int) -> Mapping[str, str]:
    """Return why a number is not that of a member of the household; empty for no number."""
    if number is None:
        return {}
    member = work.session.get(Member, number)
    if member is None or member.withdrawn_on is not None or member.household_id != household:
        return {"member": _("Person {number} is not in this household").format(number=number)}
    return {}
