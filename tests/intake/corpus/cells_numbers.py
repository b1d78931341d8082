"""Odd cells where numbers of people, accounts and telephones stand.

Each is: name, what it is, title, cell, verdicts, kinds, and what may be stored of it ("" is nothing).
"""

from datetime import date

from county_desk.identity import check_digit
from tests.intake.corpus.case import HELD, ODD, OK, REJECT, WARN
from tests.intake.corpus.people import CARD, ENDS_IN_X, ID, IDS, PHONE, card, phone
from tests.intake.corpus.xlsx import Styled
from tests.intake.made_up import an_id

GOOD = IDS[1]


WRONG = GOOD[:17] + ("1" if GOOD[17] != "1" else "2")


FUTURE = an_id(2, "20180301")


NO_DAY = "99010119681325002" + check_digit("99010119681325002")


OLD_AGE = "99010118990725002" + check_digit("99010118990725002")


# a number that ends in 000, as rounding makes them, and whose check digit is right all the same
ZEROS = (
    next(
        number
        for area in range(1, 100)
        for year in range(1940, 1990)
        if (number := f"9901{area:02}{year}0725000") and check_digit(number) == "0"
    )
    + "0"
)


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


GIVEN = card(2)


BAD_CARD = GIVEN[:-1] + str((int(GIVEN[-1]) + 1) % 10)


TEN = phone(2)[:10]


# name, what it is, title, cell, verdicts, kinds, and what may be stored ("" is nothing)
IDENTITY = [
    ("checksum", "one wrong digit", ID, WRONG, REJECT, ["id_checksum"], ()),
    (
        "swapped",
        "two digits swapped",
        ID,
        GOOD[:9] + GOOD[10] + GOOD[9] + GOOD[11:],
        REJECT,
        ["id_checksum|id_birthdate"],
        (),
    ),
    ("short", "seventeen digits", ID, GOOD[:17], REJECT, ["id_length"], ()),
    ("long", "nineteen digits", ID, GOOD + "1", REJECT, ["id_length"], ()),
    ("letter", "the letter O for a nought", ID, GOOD.replace("0", "O", 1), REJECT, ["id_bad_char"], ()),
    ("inner_x", "an X that is not the last", ID, GOOD[:16] + "X" + GOOD[17], REJECT, ["id_bad_char"], ()),
    ("no_day", "a birth on no day", ID, NO_DAY, REJECT, ["id_birthdate"], ()),
    ("old_age", "a birth in 1899", ID, OLD_AGE, HELD, ["id_birthdate|date_range"], ()),
    ("future", "a birth after today", ID, FUTURE, HELD, ["id_birthdate|date_future"], ()),
    ("fifteen", "an old number of 15 places", ID, GOOD[:6] + GOOD[8:17], HELD, ["id_15_digit"], ()),
    ("masked", "a masked number", ID, GOOD[:6] + "********" + GOOD[14:], HELD, ["id_masked"], ()),
    (
        "masked_x",
        "a number masked with x",
        ID,
        GOOD[:10] + "xxxx" + GOOD[14:],
        HELD,
        ["id_masked|id_bad_char"],
        (),
    ),
    ("numeric", "a number instead of text", ID, float(GOOD[:17] + "0"), REJECT, ["id_numeric_cell"], ()),
    (
        "numeric_passing",
        "a rounded number that passes its check digit",
        ID,
        float(ZEROS),
        REJECT,
        ["id_numeric_cell"],
        (),
    ),
    (
        "numeric_as_text_format",
        "a number in a cell formatted as text",
        ID,
        Styled(float(ZEROS), "@"),
        REJECT,
        ["id_numeric_cell"],
        (),
    ),
    (
        "numeric_old",
        "an old number as a number",
        ID,
        int(GOOD[:6] + GOOD[8:17]),
        HELD,
        ["id_numeric_cell"],
        (),
    ),
    ("scientific", "a rounded number as text", ID, "9.90101E+17", REJECT, ["id_rounded_suspect"], ()),
    (
        "scientific_short",
        "a rounded number as text, in capitals",
        ID,
        "9.9E17",
        REJECT,
        ["id_rounded_suspect"],
        (),
    ),
    ("zeros", "a number that ends in 000", ID, ZEROS, ODD, ["id_rounded_suspect"], (ZEROS,)),
    ("lower_x", "a lower-case x", ID, None, WARN, ["normalized"], (ENDS_IN_X,)),
    ("wide", "full-width digits", ID, GOOD.translate(WIDE), WARN, ["normalized"], (GOOD,)),
    ("arabic", "digits of another script", ID, GOOD.translate(ARABIC), HELD, ["id_bad_char"], ()),
    ("circled", "a circled digit", ID, GOOD.replace("1", "①", 1), HELD, ["id_bad_char"], ()),
    ("superscript", "a superscript digit", ID, GOOD.replace("1", "¹", 1), HELD, ["id_bad_char"], ()),
    ("times", "a multiplication sign for X", ID, ENDS_IN_X[:17] + "×", HELD, ["id_bad_char"], ()),
    ("cyrillic", "a Cyrillic letter for X", ID, ENDS_IN_X[:17] + "Х", HELD, ["id_bad_char"], ()),
    ("roman", "a Roman ten for X", ID, ENDS_IN_X[:17] + "Ⅹ", HELD, ["id_bad_char"], ()),
    ("apostrophe", "an apostrophe before it", ID, "'" + GOOD, WARN, ["normalized"], (GOOD,)),
    (
        "spaced",
        "blanks inside",
        ID,
        f" {GOOD[:6]} {GOOD[6:14]}\xa0{GOOD[14:]}\u3000",
        WARN,
        ["normalized"],
        (GOOD,),
    ),
    ("broken", "a line break inside", ID, f"{GOOD[:10]}\n{GOOD[10:]}", WARN, ["normalized"], (GOOD,)),
    ("carriage", "an escaped carriage return", ID, GOOD + "_x000D_", WARN, ["normalized"], (GOOD,)),
    (
        "zero_width",
        "a zero-width space inside",
        ID,
        f"{GOOD[:10]}\u200b{GOOD[10:]}",
        (*WARN, *HELD),
        ["normalized|id_bad_char"],
        (GOOD,),
    ),
    ("bidi", "an override of direction", ID, f"\u202e{GOOD}", HELD, ["id_bad_char"], ()),
    ("disability", "a disability certificate", ID, GOOD + "43", ODD, ["id_special_type"], (GOOD + "43",)),
    (
        "disability_again",
        "a disability certificate issued anew",
        ID,
        GOOD + "43B1",
        ODD,
        ["id_special_type"],
        (GOOD + "43B1",),
    ),
    (
        "disability_none",
        "a certificate of no kind",
        ID,
        GOOD + "99",
        HELD,
        ["id_special_type|id_bad_char|id_length"],
        (),
    ),
    ("missing", "no identity number", ID, None, HELD, ["id_missing"], ()),
    ("dash", "a dash for an identity number", ID, "—", HELD, ["id_missing|id_bad_char|id_length"], ()),
    ("boolean", "a yes in the identity number", ID, True, HELD, ["id_numeric_cell|cell_type"], ()),
    ("day", "a day in the identity number", ID, date(1968, 7, 25), HELD, ["id_numeric_cell|cell_type"], ()),
    (
        "two",
        "two numbers in one cell",
        ID,
        f"{GOOD}、{IDS[4]}",
        HELD,
        ["several_values|id_length|id_bad_char"],
        (),
    ),
    ("long_text", "a hundred thousand digits", ID, "9" * 30000, HELD, ["id_length|text_too_long"], ()),
]


ACCOUNTS = [
    ("numeric", "a number instead of text", CARD, float(GIVEN), REJECT, ["card_numeric_cell"], ()),
    ("numeric_exact", "a short number instead of text", CARD, 620000990101, HELD, ["card_numeric_cell"], ()),
    ("scientific", "a rounded account", CARD, "6.2E+18", HELD, ["card_numeric_cell"], ()),
    ("checksum", "a wrong check digit", CARD, BAD_CARD, ODD, ["card_checksum"], (BAD_CARD,)),
    (
        "grouped",
        "groups of four",
        CARD,
        " ".join(GIVEN[n : n + 4] for n in range(0, 19, 4)),
        WARN,
        ["normalized"],
        (GIVEN,),
    ),
    ("wide", "full-width digits", CARD, GIVEN.translate(WIDE), WARN, ["normalized"], (GIVEN,)),
    (
        "letter",
        "a letter in it",
        CARD,
        "O" + GIVEN[1:],
        ODD + REJECT,
        ["card_checksum|normalized|cell_type"],
        ("O" + GIVEN[1:], ""),
    ),
    ("short", "eight digits", CARD, GIVEN[:8], ODD, ["card_checksum"], (GIVEN[:8], "")),
    ("noughts", "an account of noughts", CARD, "0" * 19, ODD, ["card_checksum"], ("0" * 19, "")),
    ("two_cards", "two accounts", CARD, f"{GIVEN}/{card(9)}", HELD, ["card_two"], ()),
    ("two_card_lines", "two accounts, a line each", CARD, f"{GIVEN}\n{card(9)}", HELD, ["card_two"], ()),
    ("two_card_blank", "two accounts, a blank between", CARD, f"{GIVEN} {card(9)}", HELD, ["card_two"], ()),
    ("card_long", "two accounts run together", CARD, f"{GIVEN}{card(9)}", REJECT, ["card_checksum"], ()),
    ("card_id", "an identity number for an account", CARD, GOOD, HELD, ["card_checksum"], ()),
    ("card_phone", "a telephone for an account", CARD, phone(9), HELD, ["card_checksum"], ()),
    (
        "masked",
        "a masked account",
        CARD,
        GIVEN[:4] + "****" + GIVEN[-4:],
        ODD + REJECT,
        ["card_checksum|id_masked|cell_type"],
        (GIVEN[:4] + "****" + GIVEN[-4:], ""),
    ),
    ("missing", "no account", CARD, None, OK + WARN, [], ("",)),
    ("ten_digits", "a mobile number of ten digits", PHONE, TEN, ODD, ["phone_invalid"], (TEN, "")),
    ("phone_words", "whose it is", PHONE, f"儿子:{phone(2)}", WARN, ["normalized"], (phone(2),)),
    ("phone_id", "an identity number for a telephone", PHONE, GOOD, WARN, ["phone_invalid"], ("",)),
    ("landline", "a number of a landline", PHONE, "0931-1234567", OK + WARN, [], ("0931-1234567",)),
    (
        "two_phones",
        "two numbers",
        PHONE,
        f"{phone(2)}、{phone(9)}",
        ODD,
        ["phone_two"],
        (phone(2), f"{phone(2)}、{phone(9)}", ""),
    ),
    (
        "spaced_phone",
        "blanks and lines",
        PHONE,
        f"{phone(2)[:3]}-{phone(2)[3:7]}-{phone(2)[7:]}",
        ODD,
        ["normalized|phone_invalid"],
        (phone(2), "", f"{phone(2)[:3]}-{phone(2)[3:7]}-{phone(2)[7:]}"),
    ),
    (
        "country",
        "the prefix of the country",
        PHONE,
        "+86" + phone(2),
        ODD,
        ["normalized|phone_invalid"],
        (phone(2), "+86" + phone(2), ""),
    ),
    ("numeric_phone", "a number instead of text", PHONE, int(phone(2)), (*OK, *ODD), [], (phone(2), "")),
    ("word_phone", "a word for a number", PHONE, "无", ODD, ["phone_invalid|normalized"], ("无", "")),
    ("scientific_phone", "a rounded number", PHONE, "1.39E+10", ODD, ["phone_invalid"], ("", "1.39E+10")),
    ("missing_phone", "no telephone", PHONE, None, OK + WARN, [], ("",)),
]
