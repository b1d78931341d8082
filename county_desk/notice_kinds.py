"""The kinds of notice, each declared once.

A new kind is one member of `NoticeKind` and its wording in `reports`.
"""

from county_desk.fields import Term
from county_desk.posted_rows import (
    PostedCounty,
    PostedFunding,
    PostedHolder,
    PostedHousehold,
    PostedProject,
    PostedVillage,
    RowClass,
)
from county_desk.text import N_


class NoticeKind(Term):
    """A kind of notice: the class of its rows, whether it announces a result, and the figures that it states.

    The figures of the step that issues it are not named again.
    """

    row: RowClass
    announces: bool
    figures: tuple[str, ...]

    def __new__(
        cls,
        value: str,
        label: str,
        row: RowClass,
        announces: bool = False,
        figures: tuple[str, ...] = (),
    ) -> "NoticeKind":
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        member.row, member.announces, member.figures = row, announces, figures
        return member

    HOUSEHOLD_FIRST_DISCLOSURE = (
        "household_first_disclosure",
        N_("First disclosure of households"),
        PostedHousehold,
    )
    HOUSEHOLD_SECOND_DISCLOSURE = (
        "household_second_disclosure",
        N_("Second disclosure of households"),
        PostedHousehold,
    )
    HOUSEHOLD_ANNOUNCEMENT = (
        "household_announcement",
        N_("Announcement of registered households"),
        PostedHousehold,
        True,
    )
    VILLAGE_DISCLOSURE = "village_disclosure", N_("Disclosure of villages"), PostedVillage
    VILLAGE_ANNOUNCEMENT = (
        "village_announcement",
        N_("Announcement of registered villages"),
        PostedVillage,
        True,
    )
    HOUSEHOLD_EXIT_DISCLOSURE = (
        "household_exit_disclosure",
        N_("Disclosure of households leaving"),
        PostedHousehold,
    )
    HOUSEHOLD_EXIT_ANNOUNCEMENT = (
        "household_exit_announcement",
        N_("Announcement of households that left"),
        PostedHousehold,
        True,
        ("grace_years",),
    )
    VILLAGE_EXIT_DISCLOSURE = "village_exit_disclosure", N_("Disclosure of villages leaving"), PostedVillage
    VILLAGE_EXIT_ANNOUNCEMENT = (
        "village_exit_announcement",
        N_("Announcement of villages that left"),
        PostedVillage,
        True,
        ("grace_years",),
    )
    HOUSEHOLD_REMOVAL_DISCLOSURE = (
        "household_removal_disclosure",
        N_("Disclosure of removals"),
        PostedHousehold,
    )
    HOUSEHOLD_REMOVAL_ANNOUNCEMENT = (
        "household_removal_announcement",
        N_("Announcement of removals"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_MISSED_DISCLOSURE = (
        "household_missed_disclosure",
        N_("Disclosure of missed households"),
        PostedHousehold,
    )
    HOUSEHOLD_MISSED_ANNOUNCEMENT = (
        "household_missed_announcement",
        N_("Announcement of missed households added"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_RELAPSE_DISCLOSURE = (
        "household_relapse_disclosure",
        N_("Disclosure of households back in poverty"),
        PostedHousehold,
    )
    HOUSEHOLD_RELAPSE_ANNOUNCEMENT = (
        "household_relapse_announcement",
        N_("Announcement of households back in poverty"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_RESTORATION_DISCLOSURE = (
        "household_restoration_disclosure",
        N_("Disclosure of wrong exits"),
        PostedHousehold,
    )
    HOUSEHOLD_RESTORATION_ANNOUNCEMENT = (
        "household_restoration_announcement",
        N_("Announcement of restored households"),
        PostedHousehold,
        True,
    )
    HOUSEHOLD_REEXAMINATION_DISCLOSURE = (
        "household_reexamination_disclosure",
        N_("Disclosure of re-examined results"),
        PostedHousehold,
    )
    HOUSEHOLD_REEXAMINATION_ANNOUNCEMENT = (
        "household_reexamination_announcement",
        N_("Announcement of re-examined results"),
        PostedHousehold,
        True,
    )

    MONITORING_DISCLOSURE = (
        "monitoring_disclosure",
        N_("Disclosure of households to be monitored"),
        PostedHousehold,
    )
    MONITORING_ANNOUNCEMENT = (
        "monitoring_announcement",
        N_("Announcement of monitored households"),
        PostedHousehold,
        True,
    )
    MONITORING_RELEASE_DISCLOSURE = (
        "monitoring_release_disclosure",
        N_("Disclosure of households to be released from monitoring"),
        PostedHousehold,
    )
    MONITORING_RELEASE_ANNOUNCEMENT = (
        "monitoring_release_announcement",
        N_("Announcement of households released from monitoring"),
        PostedHousehold,
        True,
    )
    MONITORING_REMOVAL_DISCLOSURE = (
        "monitoring_removal_disclosure",
        N_("Disclosure of wrongly monitored households"),
        PostedHousehold,
    )
    MONITORING_REMOVAL_ANNOUNCEMENT = (
        "monitoring_removal_announcement",
        N_("Announcement of wrongly monitored households"),
        PostedHousehold,
        True,
    )
    PROJECT_DISCLOSURE = "project_disclosure", N_("Disclosure of projects"), PostedProject
    PROJECT_ANNOUNCEMENT = (
        "project_announcement",
        N_("Announcement of approved projects"),
        PostedProject,
        True,
    )
    FUNDING_PLAN = (
        "funding_plan",
        N_("Notice of funds and projects: plan"),
        PostedFunding,
        False,
        ("project_disclosure_days",),
    )
    FUNDING_RESULT = (
        "funding_result",
        N_("Notice of funds and projects: results"),
        PostedFunding,
        True,
        ("project_disclosure_days",),
    )
    POST_DISCLOSURE = (
        "post_disclosure",
        N_("Disclosure of proposed holders of posts"),
        PostedHolder,
        False,
        ("post_disclosure_days",),
    )
    COUNTY_EXIT_DISCLOSURE = "county_exit_disclosure", N_("Disclosure of the county leaving"), PostedCounty
    COUNTY_EXIT_ANNOUNCEMENT = (
        "county_exit_announcement",
        N_("Announcement that the county left"),
        PostedCounty,
        True,
        ("grace_years_county",),
    )
    HOUSEHOLD_ANSWER = (
        "household_answer",
        N_("Answer to a household"),
        PostedHousehold,
        True,
        ("reexamination_days",),
    )
    VILLAGE_ANSWER = "village_answer", N_("Answer to a village"), PostedVillage, True, ("reexamination_days",)

    @property
    def subject(self) -> str:
        """The subject of its procedure, such as “household”."""
        return self.row.subject


ANSWERS = (NoticeKind.HOUSEHOLD_ANSWER, NoticeKind.VILLAGE_ANSWER)  # letters to one applicant, never posted
# the kinds that no procedure issues
ALONE = (NoticeKind.FUNDING_PLAN, NoticeKind.FUNDING_RESULT, NoticeKind.POST_DISCLOSURE, *ANSWERS)
