"""The words of the program: translated, compiled, and in the tone of the house."""

import gettext
import io
import re
from collections import Counter
from string import Formatter

import pytest

from county_desk.cli.usage import MESSAGES
from county_desk.models.base import Base
from county_desk.models.sounding import is_key
from county_desk.tables.history.record_labels import EVERYWHERE, RECORD_LABELS
from installer import words

SAID = words.gather()
TRANSLATED = {
    words.msgid(message): message for messages in words.fragments().values() for message in messages
}
UNKIND_ENGLISH = re.compile(r"\binvalid\b|\bsuccessfully\b|\bplease\b|!", re.IGNORECASE)
OTHER_WORDS = re.compile("整户消亡|受理日期|第二人")  # for 整户销户, 收到日期 and 另一人
UNKIND_CHINESE = re.compile("操作成功|系统异常|非法|！")


def fields(text):
    """The names in braces."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_every_text_is_translated():
    assert [f"{said.place}: {said.msgid}" for said in words.missing()] == []


def test_no_translation_is_left_over():
    assert sorted(TRANSLATED.keys() - {said.msgid for said in SAID}) == []


def test_a_text_is_translated_in_one_place():
    places = Counter(words.msgid(message) for messages in words.fragments().values() for message in messages)
    assert [msgid for msgid, times in places.items() if times > 1] == []


def test_a_text_has_one_plural():
    plurals = {}
    for said in SAID:
        if len(said.words) > 1:
            plurals.setdefault(said.msgid, set()).add(said.words[1])
    assert {msgid: many for msgid, many in plurals.items() if len(many) > 1} == {}
    for msgid, (many,) in plurals.items():
        assert msgid not in TRANSLATED or TRANSLATED[msgid].id == (msgid, many)


def test_text_is_not_assembled_before_it_is_translated():
    assert words.assembled() == []


def test_every_translation_fills_in_the_same_fields():
    wrong = []
    for msgid, message in TRANSLATED.items():
        said = message.id if isinstance(message.id, str) else message.id[-1]
        if fields(words.answer(message)) != fields(said):
            wrong.append(msgid)
    assert wrong == []


def test_the_catalogue_is_compiled_from_the_fragments():
    assert words.COMPILED.read_bytes() == words.compiled()


def test_english_is_gentle():
    own = [text for said in SAID for text in said.words]
    texts = [text for text in own if text not in MESSAGES]  # argparse words these itself
    assert [text for text in texts if UNKIND_ENGLISH.search(text)] == []


def test_chinese_is_gentle():
    texts = [words.answer(message) for message in TRANSLATED.values()]
    assert [text for text in texts if UNKIND_CHINESE.search(text)] == []


HAN = "[\u4e00-\u9fff”》）】]"
HALF_WIDTH = re.compile(rf"{HAN}\s*[,;:!?](?!\d)|{HAN}\.(?![a-z])|[,;:!?]\s*{HAN}|{HAN}\((?!&)|\({HAN}")


def test_chinese_has_one_word_for_one_thing():
    texts = [words.answer(message) for message in TRANSLATED.values()]
    assert [text for text in texts if OTHER_WORDS.search(text)] == []


def test_chinese_has_the_stops_of_chinese():
    texts = [words.answer(message) for message in TRANSLATED.values()]
    filters = {
        text for text in texts if ";;" in text
    }  # of the dialogue for files, in the form that it asks for
    assert [text for text in texts if HALF_WIDTH.search(text) and text not in filters] == []
    assert HALF_WIDTH.search("身份证号应为 18 位，现为 15 位.")
    assert HALF_WIDTH.search("户主:张大有")
    assert not HALF_WIDTH.search("另存为 .xlsx 工作簿：18:30 保存。")


SOURCE = '''"""A page."""
from county_desk.text import N_, _, _n

TITLE = N_("Households")
print(_("Notice of " "disclosure"), _(TITLE), _n("{count} person", "{count} people", 3))
'''
FRAGMENT = """msgid "Households"
msgstr "农户"

#, fuzzy
msgid "Notice of disclosure"
msgstr "公告"

msgid "{count} person"
msgid_plural "{count} people"
msgstr[0] "{count} 人"
"""


@pytest.fixture
def small(tmp_path):
    """A package of one page, with a fragment that is unsure of one text."""
    package, folder = tmp_path / "package", tmp_path / "locale"
    package.mkdir()
    folder.mkdir()
    (package / "page.py").write_text(SOURCE, "utf8")
    (folder / "page.po").write_text(FRAGMENT, "utf8")
    return package, folder


def test_texts_are_found_where_they_stand(small):
    package, _folder = small
    assert [(said.words, said.place) for said in words.gather(package)] == [
        (("Households",), "package/page.py:4"),
        (("Notice of disclosure",), "package/page.py:5"),
        (("{count} person", "{count} people"), "package/page.py:5"),
    ]


def test_an_unsure_translation_counts_as_missing(small):
    assert [words.entry(said) for said in words.missing(*small)] == [
        '#: package/page.py:5\nmsgid "Notice of disclosure"\nmsgstr ""\n'
    ]


def test_the_compiled_catalogue_speaks(small):
    _package, folder = small
    spoken = gettext.GNUTranslations(io.BytesIO(words.compiled(folder)))
    assert spoken.gettext("Households") == "农户"
    assert spoken.ngettext("{count} person", "{count} people", 1) == "{count} 人"
    assert spoken.gettext("Notice of disclosure") == "Notice of disclosure"


def test_the_catalogue_is_compiled_again_when_a_fragment_has_changed(small):
    _package, folder = small
    assert words.build(folder)
    first = (folder / "county_desk.mo").read_bytes()
    assert not words.build(folder)
    (folder / "page.po").write_text(FRAGMENT.replace("农户", "贫困户"), "utf8")
    assert words.build(folder)
    assert (folder / "county_desk.mo").read_bytes() != first
    (folder / "page.po").write_text(FRAGMENT, "utf8")
    assert words.build(folder)
    assert (folder / "county_desk.mo").read_bytes() == first
    assert sorted(path.name for path in folder.iterdir()) == ["county_desk.mo", "page.po"]


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xde\x12\x04")]
)
def test_a_catalogue_that_is_missing_or_damaged_is_compiled_again(small, damage):
    _package, folder = small
    words.build(folder)
    damage(folder / "county_desk.mo")
    assert words.build(folder)
    assert words.is_current(folder)


def test_text_put_together_on_the_spot_is_found(small):
    package, _folder = small
    (package / "other.py").write_text('from county_desk.text import _\nprint(_(f"{1} people"))\n', "utf8")
    assert words.assembled(package) == ["package/other.py:2"]


JOINED = re.compile(r"""(?<!_\()["'][,:;] ["']\.join|f"[^"]*\}[,:;] \{""")


def test_windows_join_words_by_stops_that_are_translated():
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((words.ROOT / "county_desk" / "views").glob("*.py"))
        for line in path.read_text("utf8").splitlines()
        if JOINED.search(line)
    ]
    assert found == []


def test_every_column_has_a_label_for_the_history_or_is_internal():
    """Each mapped class has its `RecordKind` beside it."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in ("event", "event_record")]
    columns = {(t.name, column.name) for t in tables for column in t.c if not is_key(column)}
    labelled = {
        (name, key) for name, labels in RECORD_LABELS.items() for key in (*EVERYWHERE, *labels.columns)
    }
    assert sorted(columns - labelled) == []
    assert [each for each in sorted(labelled - columns) if each[1] not in EVERYWHERE] == []
