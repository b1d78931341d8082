"""What a clerk types finds the name: initials, pinyin, characters and parts, also mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from county_desk.demo.homes import rosters
from county_desk.sound.keys import found_key
from county_desk.sound.search_text import EXACT, INSIDE, PREFIX, finds, patterns, rank

COMMON = st.text("李王张单曾区玉小大有秀英建国桂兰阿水梅长青红安", min_size=2, max_size=3)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        *[("lxy", EXACT), ("lixiaoyu", EXACT), ("LXY", EXACT), ("李小玉", EXACT), ("lixy", EXACT)],
        *[("李xy", EXACT), ("李xiaoyu", EXACT), ("lxyu", EXACT)],
        *[
            ("l", PREFIX),
            ("lx", PREFIX),
            ("lix", PREFIX),
            ("lixia", PREFIX),
            ("李", PREFIX),
            ("李小", PREFIX),
        ],
        *[("xy", INSIDE), ("xiaoyu", INSIDE), ("小玉", INSIDE), ("玉", INSIDE), ("小y", INSIDE)],
        *[("ly", None), ("lyx", None), ("linxiaoyu", None), ("ixy", None), ("王xy", None), ("7", None)],
    ],
)
def test_a_word_finds_a_name(word, found):
    assert rank("李小玉", word) == found


@pytest.mark.parametrize("word", ["stf", "dtf", "ctf", "shantianfang", "dantianfang", "chantianf"])
def test_every_reading_finds(word):
    assert rank("单田芳", word) == EXACT


@pytest.mark.parametrize(
    ("name", "initials"),
    [("李秀英", "lxy"), ("单建国", "sjg djg"), ("重兴", "cx zx"), ("朴永强", "pyq"), ("曾家坝", "zjb cjb")],
)
def test_the_initials_of_every_reading_find(name, initials):
    assert {rank(name, word) for word in initials.split()} == {EXACT}


def test_every_name_of_the_demo_is_found_by_its_initials():
    names = {someone.name for roster in rosters().values() for home in roster for someone in home.people}
    assert len(names) >= 200
    letters = {name: "".join(lazy_pinyin(name.replace("·", ""), style=Style.FIRST_LETTER)) for name in names}
    assert {name: typed for name, typed in letters.items() if rank(name, typed) != EXACT} == {}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("柳湾村", "lwc"),
        ("青扶办〔2016〕2号", "qfb20162"),
        ("青扶办〔2016〕2号", "2016"),
        ("3组", "3z"),
        ("Agree and sign", "aas"),
        ("Agree and sign", "SIGN"),
        ("同意并签署", "tybqs"),
        ("买买提·吐尔逊", "mmttex"),
        ("吕玉兰", "lvyulan"),
    ],
)
def test_places_papers_and_commands_are_found(text, word):
    assert rank(text, word) is not None


@pytest.mark.parametrize(("name", "word"), [("兰安兰", "lanlan"), ("王安王", "wanwang")])
def test_an_initial_before_a_syllable_is_read_where_both_make_another(name, word):
    assert rank(name, word) == EXACT


def test_each_of_several_words_must_find():
    assert finds("大河村 李小玉", "dh lxy")
    assert not finds("大河村 李小玉", "dh zs")


def test_letters_without_a_syllable_are_tried_in_few_ways():
    assert len(patterns("lianxiaoanquanguoanxiao")) <= 8
    assert patterns("0312") == ()


@given(COMMON, st.data())
def test_every_way_to_write_a_name_finds_it(name, data):
    """Each character as itself, as its initial or as one of its syllables."""
    spelled = found_key(name).rsplit("^", 1)[1].split(" ")
    typed = ""
    for sign, syllables in zip(name, spelled, strict=True):
        syllable = data.draw(st.sampled_from(syllables.strip("/").split("/")))
        typed += data.draw(st.sampled_from([sign, syllable[0], syllable]))
    assert rank(name, typed) == EXACT, typed
