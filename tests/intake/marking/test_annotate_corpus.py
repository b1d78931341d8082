"""What is wrong in a file is wrong in its marked copy, over the whole corpus, until a person corrects it."""

import pytest

from county_desk.intake.delivery import STORED, Verdict
from county_desk.intake.marking.annotate import marked
from county_desk.intake.marking.sender_problems import is_wrong
from county_desk.intake.reader import Reader
from tests.intake.corpus.catalogue import cases
from tests.intake.corpus.people import TERMS

PARTS = 4  # so that several processes share the corpus
TEXTS = {"", "Table"}  # a text table has no sheets; its copy has one
GIANT = "xml_giant"  # openpyxl makes a cell of each that such a thing covers; the child ends it


def rows(delivery):
    """Verdict, values and what is wrong of each row of data."""
    return {
        ("" if line.sheet in TEXTS else line.sheet, line.row): (
            line.verdict,
            dict(line.values),
            {each.kind for each in line.problems if is_wrong(each)},
        )
        for line in delivery.lines
        if line.verdict is not Verdict.SKIP
    }


def lost(before, after):
    """What the copy does not say any more of the rows of a file, says anew, or has otherwise."""
    for place, (verdict, values, wrong) in before.items():
        again, others, still = after.get(place, (None, {}, set()))
        if wrong - still or (verdict in STORED) != (again in STORED):
            yield place, verdict, wrong, again, still
        if values != others:
            yield place, {title for title in values if values[title] != others.get(title)}
    yield from ((place, "new") for place in after.keys() - before.keys())


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_wrong_in_a_file_is_wrong_in_its_copy(tmp_path, part):
    found = {}
    with Reader(30.0) as reader:
        for case in cases()[part::PARTS]:
            folder = tmp_path / case.name
            folder.mkdir()
            path, back = folder / case.file, folder / "back" / f"{case.file.rpartition('.')[0]}.xlsx"
            path.write_bytes(case.content)
            if case.name.startswith(GIANT):
                continue
            delivery = reader.read(path, TERMS)
            if not delivery.read:
                continue
            back.parent.mkdir()
            back.write_bytes(marked(path, delivery, {}, None))
            again = reader.read(back, TERMS)
            if odd := list(lost(rows(delivery), rows(again))) if again.read else again.kinds:
                found[case.name] = odd
    assert found == {}
