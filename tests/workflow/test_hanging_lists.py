"""A list hangs at several places with their pictures; its last day is put off and never brought forward."""

import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select, update

from county_desk.models.audit import Event
from county_desk.models.disclosure import Disclosure
from county_desk.models.original import Original
from county_desk.rules.procedures import Procedures, StepKind
from county_desk.tables.cases.disclosures import hung_places
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.hanging_lists import ExtendDisclosure, RecordPosting
from county_desk.workflow.cases.steps import RecordReview
from county_desk.workflow.originals import kept_file
from tests.build import (
    DAY,
    TOWNSHIP,
    VILLAGE,
    a_household,
    last_disclosure,
    make_real,
    post,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.second_person import enter, settled


def following(office, change):
    """The office whose procedure of registration is changed."""
    known = office.policy.procedures
    versions = [change(each) if each.key == "household_registration" else each for each in known.versions()]
    texts = {each.digest: known.text(each) for each in known.versions()}
    policy = replace(office.policy, procedures=Procedures(versions, {}, texts))
    return replace(office, policy=policy)


def at_two_places(procedure):
    steps = [replace(each, places="grace_years") if each.days else each for each in procedure.steps]
    return replace(procedure, steps=tuple(steps))


def test_a_list_is_closed_when_it_hangs_at_the_places_of_its_procedure(office, tmp_path):
    office = following(office, at_two_places)
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    ends = last_disclosure(office).last_day + DAY
    closing = CloseDisclosure(disclosure=posted, closed_on=ends)
    make_real(office)
    told = refusal(office.at(ends), closing)[""]
    assert told.startswith("The list must hang at 5 places, each with its picture kept; 0 are recorded so (")
    assert "The white paper on poverty alleviation of 2021" in told
    for group in range(5):
        place = RecordPosting(disclosure=posted, hung_at=f"{group}组", posted_on=day, picture=f"{group}.jpg")
        (tmp_path / f"{group}.jpg").write_bytes(bytes([group + 1]))
        kept = replace(place, scan=str(tmp_path / f"{group}.jpg")) if group else place
        office.at(day, VILLAGE).do(kept)
    assert "; 4 are recorded so (" in refusal(office.at(ends), closing)[""], "one has no kept picture"
    more = RecordPosting(disclosure=posted, hung_at="村部", posted_on=day, scan=str(tmp_path / "1.jpg"))
    office.at(day, VILLAGE).do(more)
    office.at(ends).do(closing)


def test_the_picture_of_a_posting_is_kept_under_its_digest(office, tmp_path):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    place = {"disclosure": post(office, (case,), day).id, "hung_at": "村部", "posted_on": day}
    picture = tmp_path / "IMG_0001.jpg"
    hang = RecordPosting(**place, scan=str(picture))
    assert refusal(office.at(day), hang) == {"scan": f"There is no file {picture}."}
    picture.write_bytes(b"a picture")
    office.at(day).do(hang)
    (hung,) = office.read(lambda session: hung_places(session, place["disclosure"]))
    assert hung.picture == "IMG_0001.jpg"
    assert office.read(lambda session: kept_file(session, hung.scan)).content == b"a picture"
    newest = select(Event.request).order_by(Event.id.desc())
    asked = office.read(lambda session: session.scalars(newest).first())
    assert str(tmp_path) not in asked, "the history keeps no path of this computer"
    assert office.read(verify).ok
    with office.sessions.begin() as session:
        session.execute(update(Original).values(content=zlib.compress(b"another")))
    assert not office.read(verify).ok


def test_a_place_of_posting_recorded_late_keeps_its_picture_for_the_second_person(office, tmp_path):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    office.at(day).do(extending(posted, day + 30 * DAY))
    (picture := tmp_path / "IMG_0002.jpg").write_bytes(b"another picture")
    place = {"disclosure": posted, "hung_at": "村部", "posted_on": day, "scan": str(picture)}
    late = day + 20 * DAY
    assert "20 days ago" in refusal(office.at(late), RecordPosting(**place))["late_reason"]
    proposed = office.at(late).do(RecordPosting(**place, late_reason="照片补传"))
    picture.unlink()
    settled(office, proposed, late)
    (hung,) = office.read(lambda session: hung_places(session, posted))
    assert (hung.hung_at, hung.picture) == ("村部", "IMG_0002.jpg")
    assert office.read(lambda session: kept_file(session, hung.scan)).content == b"another picture"
    assert office.read(verify).ok


def test_every_procedure_keeps_the_levels_apart(policy):
    own = ("village", "township", "county")
    for procedure in policy.procedures.versions():
        steps = [step for step in procedure.steps if step.level.value in own and step.kind.type.apart]
        reviews = [step for step in steps if step.kind is StepKind.REVIEW]
        for review in reviews:
            before = steps[: steps.index(review)]
            others = {step.key for step in before if step.level is not review.level}
            assert others <= set(procedure.apart_from(review.key)), procedure.version
        assert procedure.together is None, "none of the program lifts it"


def test_a_procedure_that_takes_its_levels_together_says_why(policy):
    exit_ = policy.procedures.version("guizhou/household_exit-2017")
    assert exit_.apart_from("township_review") == ("village_review", "verification", "consent")
    assert exit_.apart_from("consent") == ("township_review",)
    lifted = replace(exit_, together={"zh": "全县只有两名工作人员", "en": "The office has two people"})
    assert lifted.apart_from("township_review") == ()


def test_the_steps_of_a_pair_are_taken_by_two_persons(office):
    case = a_household(office)
    day = walk(office, (case,), "township_review", by={StepKind.VISIT: TOWNSHIP}) + DAY
    review = RecordReview(cases=(case,), done_on=day, opinion="同意", checked=1)
    assert refusal(office.at(day, TOWNSHIP), review) == {
        "": "“Review by the township” of case 1 is taken by another person than “Verification at the home by "
        "the village committee and the working team”, which 赵敏 took"
    }
    other = a_household(office, "王秀田", serial=2)
    day = walk(office, (other,), "township_review", by={StepKind.VISIT: VILLAGE}) + DAY
    office.at(day, TOWNSHIP).do(replace(review, cases=(other,), done_on=day))


def test_the_last_day_is_put_off_and_never_brought_forward(office):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    last = last_disclosure(office).last_day
    early = ExtendDisclosure(disclosure=posted, last_day=last, reason="雨天")
    assert refusal(office.at(day), early) == {
        "last_day": f"A disclosure is extended and never shortened; its last day is {last}"
    }
    office.at(day).do(ExtendDisclosure(disclosure=posted, last_day=last + 3 * DAY, reason="雨天"))
    closing = CloseDisclosure(disclosure=posted, closed_on=last + DAY)
    assert "closed_on" in refusal(office.at(last + DAY), closing)
    assert last_disclosure(office).extension == f"{last} → {last + 3 * DAY}: 雨天"
    late = ExtendDisclosure(disclosure=posted, last_day=last + 9 * DAY, reason="雨天")
    assert "has ended" in refusal(office.at(last + 4 * DAY), late)[""]


def extending(disclosure, last_day):
    """A new last day of a list."""
    return ExtendDisclosure(disclosure=disclosure, last_day=last_day, reason="误")


def test_a_wrong_extension_is_corrected_by_a_second_person_while_the_list_hangs(office):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    last = last_disclosure(office).last_day
    office.at(day).do(extending(posted, last + 40 * DAY))
    for wrong in (last - DAY, last + 40 * DAY):
        assert refusal(office.at(day), extending(posted, wrong)) == {
            "last_day": f"Its last day is {last + 40 * DAY}; a wrong extension is corrected to {last} or "
            "later, and not before today"
        }
    proposed = office.at(day).do(extending(posted, last))
    assert last_disclosure(office).last_day == last + 40 * DAY
    settled(office, proposed, day)
    assert last_disclosure(office).last_day == last
    assert "last_day" in refusal(office.at(last), extending(posted, last - DAY))
    office.at(last).do(extending(posted, last + DAY))
    assert office.read(verify).ok


def test_a_list_is_extended_to_the_longest_day_of_its_procedure_and_no_further(office):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    latest = day + 59 * DAY
    assert refusal(office.at(day), extending(posted, latest + DAY)) == {
        "last_day": f"This list hangs 60 days at most, until {latest}; post it again for a longer time"
    }
    assert "too far ahead" in refusal(office.at(day), extending(posted, date(2099, 12, 31)))["last_day"]
    figure = {"name": "disclosure_longest_days", "value": "20", "reference": "县文件"}
    enter(office, day, since=date(2016, 1, 4), **figure)
    assert f"until {day + 19 * DAY}" in refusal(office.at(day), extending(posted, latest))["last_day"]
    office.at(day).do(ExtendDisclosure(disclosure=posted, last_day=day + 19 * DAY, reason="雨天"))
    assert last_disclosure(office).last_day == day + 19 * DAY


def test_each_place_of_posting_has_a_day_and_a_picture(office):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    posted = post(office, (case,), day).id
    place = {"disclosure": posted, "hung_at": "一组公示栏", "posted_on": day}
    assert refusal(office.at(day, VILLAGE), RecordPosting(**place, picture=" ")) == {
        "picture": "Name the photograph of the posted list"
    }
    office.at(day, VILLAGE).do(RecordPosting(**place, picture="IMG_0001.jpg"))
    assert refusal(office.at(day, VILLAGE), RecordPosting(**place, picture="IMG_0002.jpg")) == {
        "hung_at": "This place is recorded already"
    }
    hung = office.read(lambda session: [one.hung_at for one in session.get_one(Disclosure, posted).hung])
    assert hung == ["一组公示栏"]
    assert office.read(verify).ok


def test_entries_that_the_rule_does_not_find_met_are_posted_with_a_reason(office):
    rich = a_household(office, net_income=Decimal(90000))
    day = walk(office, (rich,), "first_disclosure")
    asked = OpenDisclosure(cases=(rich,), opened_on=day)
    said = refusal(office.at(day), asked)["rule_reason"]
    assert said.startswith("The rule does not find 1 entry met; write why it is posted. Case 1 (张大有)")
    reasoned = OpenDisclosure(cases=(rich,), opened_on=day, rule_reason="群众要求公示")
    proposed = office.at(day, VILLAGE).do(reasoned)
    assert states(office, rich) == [("open", "first_disclosure")]
    assert steps_of(office, rich)[-1].outcome.value == "passed"
    settled(office, proposed, day + DAY, TOWNSHIP)
    hung = last_disclosure(office)
    assert hung.rule_reason == "群众要求公示"
    assert (hung.opened_on, hung.last_day) == (day + DAY, day + 7 * DAY), (
        "the paper bears the day of its issue"
    )
    assert office.read(verify).ok


def test_an_entry_that_meets_the_rule_keeps_no_reason(office):
    case = a_household(office)
    post(office, (case,), walk(office, (case,), "first_disclosure"))
    assert last_disclosure(office).rule_reason is None
