"""How each character of a text is read, in pinyin."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

import orjson

# the marks of the four tones over a vowel, as they stand apart in the normal form NFD
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
NO_TONE = "5"
DIAERESIS = "\u0308"  # over the u of 吕, which is typed as lv

# Characters that are read otherwise as surnames (Xiandai Hanyu Cidian, 7th edition).
SURNAMES = {
    **{"单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1", "区": "ou1", "查": "zha1", "任": "ren2"},
    **{"朴": "piao2", "盖": "ge3", "乐": "yue4", "华": "hua4", "翟": "zhai2", "缪": "miao4", "员": "yun4"},
    **{"秘": "bi4", "尉": "wei4", "车": "che1", "宁": "ning4", "洗": "xian3", "种": "chong2", "召": "shao4"},
    **{"覃": "qin2", "繁": "po2", "逄": "pang2", "万": "wan4", "纪": "ji3", "应": "ying1", "於": "yu1"},
    **{"哈": "ha3", "燕": "yan1", "葛": "ge3", "祭": "zhai4", "那": "na1", "谌": "chen2", "隗": "wei3"},
    **{"黑": "he4", "折": "she2", "能": "nai4", "过": "guo1", "牟": "mu4", "便": "pian2", "曲": "qu1"},
    **{"訾": "zi1", "相": "xiang4", "哥": "ge1", "撒": "sa3", "么": "yao1", "郇": "xun2", "都": "du1"},
}
COMPOUND = {
    **{"尉迟": ("yu4", "chi2"), "万俟": ("mo4", "qi2"), "澹台": ("tan2", "tai2"), "长孙": ("zhang3", "sun1")},
    **{"单于": ("chan2", "yu2"), "令狐": ("ling2", "hu2"), "宰父": ("zai3", "fu3")},
}
# Characters that are mostly not read in names as a dictionary puts first.
IN_NAMES = {"长": "chang2", "重": "chong2", "都": "du1", "兴": "xing1", "朝": "chao2", "大": "da4"}
FAMILY = "家氏"  # a place is called after a family: 曾家坝
OF_A_PLACE = "村镇乡县区市州省组队社屯寨局办委站所"
PERSON = re.compile(rf"[㐀-鿿\U00020000-\U0003FFFF]{{1,3}}[㐀-鿿\U00020000-\U0003FFFF](?<![{OF_A_PLACE}])")
LONGEST = 60  # characters of a text that count
PHRASE = 4  # characters of the longest phrase looked for
PHRASES = re.compile(r'"([^"]+)":\s*(\[(?:\s*\[[^]]*\],?)*\s*\])')  # each with the readings of its signs


def is_person(text: str) -> bool:
    """Whether a text is taken for the name of a person: two to four characters, the last none of a place."""
    return PERSON.fullmatch(text) is not None


@lru_cache(maxsize=100_000)
def cleaned(text: str) -> str:
    """A text in half-width signs and small letters, cut where it no longer matters."""
    return normalize("NFKC", text[:LONGEST]).casefold()


def usual(text: str) -> Iterator[str]:
    """The usual reading of each sign of a cleaned text ("li3"); "" for a sign that has none."""
    if is_person(text):
        surname = COMPOUND.get(text[:2]) or (SURNAMES.get(text[0]) or _one(text[0]),)
        return iter((*surname, *map(_one, text[len(surname) :])))
    return _of_words(text)


@cache
def readings(sign: str) -> tuple[str, ...]:
    """The readings of a sign in use, the first of a dictionary first; none for other characters than Chinese.

    The first is in use, and those that a phrase or a surname has; a dictionary has many more from old books.
    """
    found = [reading for reading in _signs().get(sign, "").split(",") if reading]
    used = _phrases()[1].get(sign, frozenset())
    known = [_plain(reading) for reading in found[:1] + [each for each in found[1:] if each in used]]
    known += [reading for reading in (SURNAMES.get(sign), IN_NAMES.get(sign)) if reading]
    return tuple(dict.fromkeys(known))


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin in ASCII, without its tone: some 420."""
    found = {_plain(each)[:-1] for listed in _signs().values() for each in listed.split(",")}
    return frozenset(each for each in found if each.isalpha())


def spoken(text: str) -> str:
    """A text in one row of syllables without tones, as it is typed: "wangfang" for 王芳."""
    return "".join(each.rstrip("12345") for each in usual(cleaned(text)))


@cache
def _signs() -> Mapping[str, str]:
    """The readings of each sign with marks for their tones, divided by commas."""
    return {chr(int(code)): listed for code, listed in orjson.loads(_dictionary("pinyin_dict")).items()}


@cache
def _phrases() -> tuple[Mapping[str, str], Mapping[str, Set[str]]]:
    """The first readings of short phrases, divided by blanks, and the readings of each sign in a phrase.

    The lists of the dictionary would take five times the memory of these texts.
    """
    short: dict[str, str] = {}
    used: dict[str, set[str]] = {}
    for phrase, listed in map(re.Match.groups, PHRASES.finditer(_dictionary("phrases_dict"))):
        sounds = orjson.loads(listed)
        if len(phrase) == len(sounds) <= PHRASE:
            short[phrase] = " ".join(_plain(sound[0]) for sound in sounds)
        for sign, sound in zip(phrase, sounds, strict=False):
            used.setdefault(sign, set()).update(sound)
    return short, used


def _dictionary(name: str) -> str:
    """A dictionary of pypinyin as its file; the package itself would hold two copies of each."""
    spec = find_spec("pypinyin")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0], f"{name}.json").read_text("utf8")


@cache
def _one(sign: str) -> str:
    """The reading of a sign that stands in no phrase."""
    return IN_NAMES.get(sign) or next(iter(readings(sign)), "")


def _of_words(text: str) -> Iterator[str]:
    """The longest phrases first, as 六安 and 长城 say how their characters are read."""
    at, phrases = 0, _phrases()[0]
    while at < len(text):
        for size in range(PHRASE, 1, -1):
            if phrase := phrases.get(text[at : at + size]):
                yield from phrase.split()
                break
        else:
            size, family = 1, at == 0 and text[1:2] and text[1:2] in FAMILY
            yield (SURNAMES.get(text[at]) if family else None) or _one(text[at])
        at += size


@cache
def _plain(reading: str) -> str:
    """A reading in ASCII, the tone behind it: "li3" for "lǐ"."""
    letters, tone = "", NO_TONE
    for sign in normalize("NFD", reading):
        tone = TONES.get(sign, tone)
        if sign == DIAERESIS:
            letters = f"{letters[:-1]}v"
        elif sign.isascii():
            letters += sign
    return letters + tone
