"""Reads a typed search for a name: initials, pinyin syllables, characters and numbers, also mixed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from county_desk.sound.keys import EDGE, UNIT, each_initial, found_key
from county_desk.sound.readings import cleaned

HEADS = ("zh", "ch", "sh")
VOWELS, NO_INITIAL = "aeiouv", "iuv"
TOKENS = re.compile(r"[a-z]+|\d|[^\W\d_]")
COMPARED, SPLITS = 64, 8  # ways to split letters into syllables: of so many, so few with the fewest parts
EXACT, PREFIX, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to read the typed text: initials, syllables as LIKE finds them, and signs to contain."""

    initials: str
    spelled: str
    signs: str

    def like(self, rank: int = INSIDE) -> str:
        """The pattern of LIKE that the key of a name matches; the rank says how much of the name is meant."""
        begin = "%" if rank == INSIDE else f"%{EDGE}"
        return f"{begin}{self.initials}{EDGE if rank == EXACT else ''}%{self.spelled}"

    def fits(self, key: str, rank: int = INSIDE) -> bool:
        """Whether the key of a name matches, by the rule of LIKE."""
        return _matching(self.like(rank)).fullmatch(key) is not None


@lru_cache(maxsize=1000)
def _matching(like: str) -> re.Pattern[str]:
    """A pattern of LIKE as a regular expression: a word is looked for in hundreds of names."""
    return re.compile(re.escape(like).replace("%", ".*"))


@lru_cache(maxsize=1000)
def patterns(word: str) -> tuple[Pattern, ...]:
    """The ways to read a typed word; none for one without letters, which is sought unchanged."""
    tokens = TOKENS.findall(cleaned(word))
    if not any(token.isascii() and token.isalpha() for token in tokens):
        return ()
    read: list[Pattern] = [Pattern("", "", "")]
    for place, token in enumerate(tokens):
        parts = list(_parts(token, last=place == len(tokens) - 1))
        read = [_joined(before, part) for before in read for part in parts]
    return tuple(dict.fromkeys(read[:SPLITS]))


def rank(text: str, word: str) -> int | None:
    """How well a word finds a text: `EXACT`, `PREFIX`, `INSIDE`, or None when it does not."""
    clean, wanted = cleaned(text), cleaned(word)
    if wanted in clean:
        return EXACT if wanted == clean else PREFIX if clean.startswith(wanted) else INSIDE
    key, ways = found_key(text), patterns(word)
    signs = set(clean)
    # most names do not hold the word at all, so that their beginning need not be looked at
    ways = tuple(way for way in ways if signs.issuperset(way.signs) and way.fits(key))
    return next((each for each in (EXACT, PREFIX, INSIDE) if any(way.fits(key, each) for way in ways)), None)


def finds(text: str, words: str) -> bool:
    """Whether each of the words finds the text."""
    return all(rank(text, word) is not None for word in words.split())


def _joined(before: Pattern, part: Pattern) -> Pattern:
    return Pattern(before.initials + part.initials, before.spelled + part.spelled, before.signs + part.signs)


def _parts(token: str, *, last: bool) -> Iterator[Pattern]:
    """The ways to read letters, a digit or a Chinese character."""
    if not (token.isascii() and token.isalpha()):
        signs = "" if token.isdecimal() else token
        yield from (Pattern(initial + UNIT, "", signs) for initial in each_initial(token))
        return
    for split in sorted(islice(_splits(token), COMPARED), key=len)[:SPLITS]:
        final = len(split) - 1 if last else -1
        spelled = (_spelled(each, closed=place != final) for place, each in enumerate(split))
        yield Pattern("".join(each[0] + UNIT for each in split), "".join(spelled), "")


def _spelled(syllable: str, *, closed: bool) -> str:
    """The pattern in the syllables of a name; the last typed syllable may be unfinished."""
    if len(syllable) == 1:
        return ""
    return f"/{syllable}{'/' if closed and syllable not in HEADS else ''}%"


def _splits(letters: str) -> Iterator[tuple[str, ...]]:
    """Letters as syllables, single initials and at the end the beginning of a syllable, the longest first."""
    if not letters:
        yield ()
    if len(letters) > 1 and letters in BEGINNINGS:
        yield (letters,)
    for size in range(len(letters), 0, -1):
        head, rest = letters[:size], letters[size:]
        if size == 1 or (rest and (head in SYLLABLES or head in HEADS)):
            if head in NO_INITIAL or (head in HEADS and rest[0] in VOWELS):
                continue
            for split in _splits(rest):
                yield (head, *split)


_SPELLED = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bong bu ca cai can cang cao
ce cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui
chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die din
ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang
gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong
hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka
kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei
len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao
me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nia nian
niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian
piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re
ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she
shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta
tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen
weng wo wong wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin
ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei
zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
SYLLABLES = frozenset(_SPELLED.split())
BEGINNINGS = frozenset(syllable[:size] for syllable in SYLLABLES for size in range(1, len(syllable) + 1))
