"""Papers that go to the door: the visit sheet, and the household's authorisation for comparing data."""

from collections.abc import Sequence
from dataclasses import replace

from county_desk.facts.word_lists import in_words
from county_desk.fields import Text
from county_desk.reports.document import Document
from county_desk.reports.flow import Item
from county_desk.reports.grid import PaperGrid
from county_desk.reports.hand_sheets import SheetTable, sheet_document, sheet_setter, sheet_table, signed
from county_desk.reports.parts import Setter
from county_desk.tables.household_sheet import HouseholdSheet
from county_desk.text import N_, _
from county_desk.text import language as speaking

SPARE = 2  # blank rows for members whom the register does not know
_TALL = 1.6  # rows that are written on by hand, in the height of a row


LINES = sheet_table(
    N_("Visit sheet"),
    (N_("Looked at"), Text(width=20)),
    (N_("Known or found"), Text(width=36)),
)
_MEMBER = ((N_("Name"), Text(width=10)), (N_("Relation to the head"), Text(width=10)))
SIGNERS = sheet_table(
    N_("Members"),
    *_MEMBER,
    (N_("Identity number"), Text(width=22)),
    (N_("Signature or fingerprint"), Text(width=16)),
)
VISITED = sheet_table(
    N_("Members"),
    *_MEMBER,
    (N_("Age, health, school or work"), Text(width=22)),
    (N_("Changed since the last visit"), Text(width=16)),
)
QUESTIONS = (
    N_("Income of the last twelve months, and its change"),
    N_("Hard spending: illness, disability, school, disaster, accident"),
    N_("Compulsory schooling"),
    N_("Basic medical insurance"),
    N_("Safe housing"),
    N_("Safe drinking water"),
    N_("Work, industry and loans"),
    N_("Measures: delivered, and what they do"),
    N_("New risk"),
    N_("What the visitors propose"),
)


def visit_sheet(sheet: HouseholdSheet, language: str) -> Document:
    """The visit sheet of a household, with its known facts and room for those that are found."""
    with speaking(language):
        setter = _setter(sheet, language)
        style = setter.letters.households
        known = PaperGrid(LINES, style)
        head = known.head()
        facts = [known.row(line, head) for line in _known(sheet)]
        tall = PaperGrid(LINES, replace(style, high=style.high * _TALL))
        asked = [tall.row((_(question), ""), head) for question in QUESTIONS]
        body = [*facts, *_persons(sheet, VISITED, setter), setter.blank(0.5), head, *asked]
        watched = sheet.kind or sheet.risks or sheet.clue
        words = (
            _("Visit sheet of a household under monitoring") if watched else _("Visit sheet of a household")
        )
        title = setter.title([words])
        items = [*title, setter.blank(0.3), head, *body]
        items = signed(setter, items, _("Visitors:"), _("Household:"), _("Visited on:"))
        return _document(sheet, language, items)


def authorisation(sheet: HouseholdSheet, language: str) -> Document:
    """The commitment of a household, and its authorisation for comparing the data of departments."""
    with speaking(language):
        setter = _setter(sheet, language)
        title = setter.title([_("Commitment and authorisation for inquiries")])
        words = [
            _("{county}, {place}; head of household: {head}; household number: {number}").format(
                county=sheet.county, place=_place(sheet), head=sheet.head, number=sheet.number or "__________"
            ),
            _(
                "We, the members of this household who sign below, agree that {office} and the departments "
                "that it asks look up and compare our residence, income, property, work, social insurance, "
                "medical treatment, schooling, housing, vehicles and deposits, in order to identify, help "
                "and release households at risk of falling back into poverty."
            ).format(office=sheet.office),
            _(
                "This holds from the day of our signatures until the release from monitoring is announced. "
                "What is learned is used for this purpose alone and kept secret by law."
            ),
            _("We say the truth and leave nothing out; for false statements we are answerable."),
        ]
        body = [item for text in words for item in setter.paragraph(text)]
        items = [*title, setter.blank(0.5), *body, setter.blank(0.5), *_persons(sheet, SIGNERS, setter)]
        items = signed(setter, items, _("Head of household:"), _("Official:"), _("Signed on:"))
        return _document(sheet, language, items)


def _known(sheet: HouseholdSheet) -> list[tuple[str, str]]:
    facts = (
        (_("Place"), _place(sheet)),
        (_("Head of household"), sheet.head),
        (_("Household number"), sheet.number),
        (_("Kind of monitoring"), in_words("监测对象类别", sheet.kind)),
        (_("Risks"), in_words("致贫返贫风险1", sheet.risks)),
        (_("Contact official"), sheet.official),
        (_("Clue"), f"{sheet.clue} {sheet.noticed}".strip() if sheet.clue else ""),
        (_("Entry announced"), sheet.entered_on.isoformat() if sheet.entered_on else ""),
        (_("Last visit"), sheet.visited_on.isoformat() if sheet.visited_on else ""),
        (_("Measures"), _("; ").join(sheet.measures)),
    )
    return [(title, words) for title, words in facts if words]


def _place(sheet: HouseholdSheet) -> str:
    return " ".join(filter(None, (sheet.township, sheet.village, sheet.group_name)))


def _persons(sheet: HouseholdSheet, table: SheetTable, setter: Setter) -> list[Item]:
    """The members and spare rows, each high enough to be written on."""
    style = setter.letters.households
    grid = PaperGrid(table, replace(style, high=style.high * _TALL))
    head = grid.head()
    known = [
        (one.name, in_words("与户主关系", one.relation), _age(one.age) if table is VISITED else "", "")
        for one in sheet.members
    ]
    rows = [*known, *[("", "", "", "")] * SPARE]
    return [setter.blank(0.5), head, *(grid.row(row, head) for row in rows)]


def _age(age: int | None) -> str:
    return "" if age is None else _("{age} years").format(age=age)


def _setter(sheet: HouseholdSheet, language: str) -> Setter:
    return sheet_setter(language, [sheet.head, *(one.name for one in sheet.members)])


def _document(sheet: HouseholdSheet, language: str, items: Sequence[Item]) -> Document:
    title = f"{sheet.head} {sheet.number}".strip()
    words = _("{head}, made on {day}").format(head=title, day=sheet.day.isoformat())
    return sheet_document(title, sheet.office, sheet.number, words, language, items)
