"""Passwords: one-time ones, weak ones, and the hash that is all the register keeps of them."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from county_desk.fields import Kind
from county_desk.paths import resources
from county_desk.sound.readings import spoken, syllables
from county_desk.text import N_, _

LEAST = 10  # characters of a password
STRONG = 4  # the least score of zxcvbn, of 0 to 4: more than ten thousand million guesses
SHORT = 2  # characters of a name that is not cut
_MOST_RATED = 72  # characters that zxcvbn rates
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without 0, 1, i, l and o, which look alike on paper

# why zxcvbn calls a password weak, in its own words
_WARNINGS = (
    N_("This is a top-10 common password."),
    N_("This is a top-100 common password."),
    N_("This is a very common password."),
    N_("This is similar to a commonly used password."),
    N_("A word by itself is easy to guess."),
    N_("Names and surnames by themselves are easy to guess."),
    N_("Common names and surnames are easy to guess."),
    N_("Straight rows of keys are easy to guess."),
    N_("Short keyboard patterns are easy to guess."),
    N_('Repeats like "aaa" are easy to guess.'),
    N_('Repeats like "abcabcabc" are only slightly harder to guess than "abc".'),
    N_('Sequences like "abc" or "6543" are easy to guess.'),
    N_("Recent years are easy to guess."),
    N_("Dates are often easy to guess."),
)


@dataclass(frozen=True)
class Password(Kind):
    """A password in a form: typed unseen, and taken exactly as typed."""

    def parse(self, raw: object) -> str:
        return str(raw)


def one_time_password() -> str:
    """A new random password of three groups, easy to read from paper: about 59 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _sign in range(4)) for _group in range(3))


def password_trouble(password: str, names: Iterable[str] = ()) -> Mapping[str, str]:
    """Check that a password is strong enough; return the problem under the key "password".

    `names` are those of the person and the county, which a password must not contain, in pinyin neither.
    """
    if len(password) < LEAST:
        return {"password": _("A password has at least {least} characters").format(least=LEAST)}
    forms = (form for name in names for form in _forms(name))
    if found := next((form for form in forms if form.casefold() in password.casefold()), ""):
        return {"password": _("The password contains “{name}”; choose another").format(name=found)}
    if reason := _weakness(password):
        advice = _("Choose another, such as four words that have nothing to do with each other.")
        return {"password": _("{reason} {advice}").format(reason=reason, advice=advice)}
    return {}


def _forms(name: str) -> list[str]:
    """A name with and without the last character, as 青岚县 and 青岚, and both in pinyin."""
    written = [name, *([name[:-1]] if len(name) > SHORT else [])]
    return [form for form in (*written, *map(spoken, written)) if len(form) > 1]


@cache
def _chinese_words() -> tuple[str, ...]:
    """The commonest words in pinyin, then every syllable; zxcvbn knows English words only."""
    listed = (resources() / "passwords" / "common.txt").read_text("utf8").splitlines()
    words = [line for line in listed if not line.startswith("#")]
    return (*words, *sorted(syllables(), key=lambda each: (len(each), each)))


def _weakness(password: str) -> str:
    from zxcvbn import zxcvbn  # its lists of words take long to import

    rating = zxcvbn(password[:_MOST_RATED], user_inputs=_chinese_words())
    if rating["score"] >= STRONG:
        return ""
    warning = rating["feedback"]["warning"]
    return _(warning) if warning in _WARNINGS else _("This password is easy to guess.")


def hashed(password: str) -> str:
    """The argon2id hash of a password."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password belongs to a hash; no password fits an account without a hash."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    if not kept:
        return False
    try:
        return PasswordHasher().verify(kept, password)
    except (Argon2Error, InvalidHashError):
        return False
