"""Files with one odd cell: in the third row of the application list, the household of 李秀英."""

from datetime import date, datetime
from functools import cache

from county_desk.identity import check_digit
from tests.excel.corpus.case import (
    ANY,
    ASK,
    FREE,
    HELD,
    LEFT,
    LIST,
    ODD,
    OK,
    REJECT,
    STORED,
    WARN,
    Case,
    cells_of,
    like,
    wanted_rows,
)
from tests.excel.corpus.people import (
    CARD,
    ENDS_IN_X,
    FILED,
    HEAD,
    ID,
    IDS,
    INCOME,
    PERSONS,
    PHONE,
    REMARK,
    SERIAL,
    TITLES,
    VILLAGE,
    card,
    phone,
    the_list,
)
from tests.excel.corpus.xlsx import Sheet, Styled, Workbook, cell_name
from tests.excel.made_up import an_id

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
DAY = "2016-03-16"
MONEY = "2800.00"
INJECTION = "=cmd|'/C calc'!A0"
HTML = "<img src=x onerror=alert(1)>&amp;"

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
AMOUNTS = [
    ("wide", "full-width digits", INCOME, "２８００", WARN, ["normalized"], (MONEY,)),
    ("thousands", "commas between thousands", INCOME, "2,800", WARN, ["normalized"], (MONEY,)),
    (
        "wide_comma",
        "full-width commas",
        INCOME,
        "２，８００．００",
        ODD,
        ["normalized|number_unclear"],
        (MONEY,),
    ),
    ("yuan", "a unit after it", INCOME, "2800元", WARN, ["normalized"], (MONEY,)),
    ("sign", "a sign before it", INCOME, "¥2,800.00", ODD, ["normalized|number_unclear"], (MONEY,)),
    ("wan", "in ten thousands", INCOME, "0.28万元", ODD, ["normalized|number_unclear|income_unit"], (MONEY,)),
    (
        "wan_short",
        "in ten thousands, without yuan",
        INCOME,
        "0.28万",
        ODD,
        ["normalized|number_unclear|income_unit"],
        (MONEY,),
    ),
    ("chinese", "in Chinese numerals", INCOME, "二千八百", ODD, ["normalized|number_unclear"], (MONEY,)),
    (
        "chinese_formal",
        "in the numerals of banks",
        INCOME,
        "贰仟捌佰元整",
        ODD,
        ["normalized|number_unclear"],
        (MONEY,),
    ),
    ("about", "about", INCOME, "约2800", ASK, ["number_unclear"], ()),
    ("range", "from and to", INCOME, "2800-3000", ASK, ["number_unclear"], ()),
    ("sum", "a sum in words", INCOME, "1000+1800", ASK, ["number_unclear"], ()),
    ("european", "a comma for the point", INCOME, "2.800,50", ASK, ["number_unclear"], ()),
    ("comma_two", "a comma before two digits", INCOME, "28,00", ASK, ["number_unclear"], ()),
    ("comma_odd", "commas in odd places", INCOME, "1,23,456", ASK, ["number_unclear"], ()),
    ("points", "two points", INCOME, "2.800.00", ASK, ["number_unclear|date_ambiguous"], ()),
    ("power", "a power of ten as text", INCOME, "2.8E3", ODD, ["normalized|number_unclear"], (MONEY,)),
    ("overflow", "an absurd power of ten", INCOME, "1E+999999999", HELD, ["number_unclear|number_range"], ()),
    (
        "overflow_negative",
        "an absurdly small one",
        INCOME,
        "1E-999999999",
        HELD,
        ["number_unclear|number_range|number_precision"],
        (),
    ),
    ("nan", "not a number", INCOME, "NaN", HELD, ["number_unclear"], ()),
    ("infinity", "infinity", INCOME, "Infinity", HELD, ["number_unclear|number_range"], ()),
    ("underscore", "a number as programs write it", INCOME, "2_800", HELD, ["number_unclear"], ()),
    ("hex", "a number to the base of sixteen", INCOME, "0xAF0", HELD, ["number_unclear"], ()),
    ("negative", "below nothing", INCOME, -500, ASK, ["income_negative|number_range"], ()),
    (
        "brackets",
        "below nothing, as accountants write it",
        INCOME,
        "(500)",
        HELD,
        ["number_unclear|income_negative|number_range"],
        (),
    ),
    ("triangle", "below nothing, as banks write it", INCOME, "▲500", HELD, ["number_unclear"], ()),
    ("huge", "more than anybody earns", INCOME, 1e12, HELD, ["income_outlier|number_range"], ()),
    ("outlier", "ten times too much", INCOME, 280000, ODD, ["income_outlier|income_unit"], ("280000.00",)),
    ("wan_for_yuan", "0.28 where yuan are asked", INCOME, 0.28, ASK, ["income_unit|income_outlier"], ()),
    ("precision", "three places", INCOME, 2800.555, ODD, ["number_precision"], ("2800.56", "2800.55")),
    ("artefact", "the last bit of a sum", INCOME, 2800.3000000000002, OK + WARN, [], ("2800.30",)),
    ("negative_zero", "nothing, below", INCOME, "-0", HELD + WARN, [], ("0.00",)),
    (
        "long_number",
        "forty digits",
        INCOME,
        "1" * 40,
        HELD,
        ["number_range|number_unclear|income_outlier"],
        (),
    ),
    ("boolean", "a yes", INCOME, True, HELD, ["cell_type"], ()),
    ("day", "a day", INCOME, date(2016, 3, 16), HELD, ["cell_type|number_format_suspect"], ()),
    ("word", "a word", INCOME, "无", HELD + WARN, ["number_unclear|normalized|income_missing"], ("",)),
    ("missing", "no income", INCOME, None, ANY, [], ("",)),
    ("percent", "a percentage", INCOME, Styled(0.28, "0%"), HELD, ["number_format_suspect"], ()),
    ("scaled", "a format with 万元", INCOME, Styled(2800, '0"万元"'), HELD, ["number_format_suspect"], ()),
    (
        "scaled_wan",
        "a format that divides",
        INCOME,
        Styled(28000000, '0!.0,"万"'),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    (
        "thousand_format",
        "a format that shows thousands",
        INCOME,
        Styled(2800, "0,"),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    (
        "invisible",
        "a format that shows nothing",
        INCOME,
        Styled(2800, ";;;"),
        HELD,
        ["number_format_suspect|cell_hidden_value"],
        (),
    ),
    (
        "literal",
        "a format that shows another number",
        INCOME,
        Styled(2800, '"1500"'),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    (
        "conditional",
        "a format that depends on the value",
        INCOME,
        Styled(2800, '[>1000]"1500";0'),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    (
        "escaped",
        "a format with escaped figures",
        INCOME,
        Styled(2800, r"\1\5\0\0"),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    (
        "signed",
        "a format that turns the sign",
        INCOME,
        Styled(2800, "-0;0"),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    ("decimal_hidden", "a format that hides the places", INCOME, Styled(2800.4, "0"), FREE, [], ("2800.40",)),
    ("plain_format", "a plain format with thousands", INCOME, Styled(2800, "#,##0.00_ "), OK, [], (MONEY,)),
    ("yuan_format", "a format that says yuan", INCOME, Styled(2800, '0.00"元"'), FREE, [], (MONEY,)),
    (
        "currency_format",
        "a format of money",
        INCOME,
        Styled(2800, '"¥"#,##0.00;[Red]"¥"-#,##0.00'),
        FREE,
        [],
        (MONEY,),
    ),
    ("white", "white letters", INCOME, Styled(2800, "General", "FFFFFFFF"), HELD, ["cell_hidden_value"], ()),
    ("text_number", "a number typed as text", INCOME, "2800", OK + WARN, [], (MONEY,)),
    ("count_unit", "persons with a unit", PERSONS, "3人", WARN, ["normalized"], (3,)),
    ("count_half", "half a person", PERSONS, 4.5, HELD, ["number_range"], ()),
    ("count_zero", "nobody", PERSONS, 0, HELD, ["number_range|member_count|number_unclear"], ()),
    ("count_negative", "fewer than nobody", PERSONS, -1, HELD, ["number_range|number_unclear"], ()),
    ("count_chinese", "a Chinese numeral", PERSONS, "三", ODD, ["normalized|number_unclear"], (3,)),
    (
        "count_many",
        "a thousand persons",
        PERSONS,
        999,
        HELD + WARN,
        ["number_range|member_count|number_unclear"],
        (999,),
    ),
    ("count_text", "a number typed as text", PERSONS, "3.0", OK + ODD, [], (3,)),
    ("count_float", "a number with a nought after the point", PERSONS, 3.0, OK, [], (3,)),
    ("count_day", "a day", PERSONS, date(1900, 3, 3), HELD, ["cell_type|number_format_suspect"], ()),
    ("count_boolean", "a yes", PERSONS, True, HELD, ["cell_type"], ()),
    ("count_missing", "no number of persons", PERSONS, None, ANY, [], ("",)),
    ("count_range", "three or four", PERSONS, "3-4", HELD, ["number_unclear|date_ambiguous"], ()),
]
DAYS = [
    ("iso", "year first with lines", FILED, "2016-3-16", OK + WARN, [], (DAY,)),
    ("slash", "year first with strokes", FILED, "2016/03/16", OK + WARN, [], (DAY,)),
    ("points", "year first with points", FILED, "2016.3.16", OK + WARN, [], (DAY,)),
    ("chinese", "year first with signs", FILED, "2016年3月16日", OK + WARN, [], (DAY,)),
    ("compact", "eight digits as text", FILED, "20160316", ODD, ["normalized"], (DAY,)),
    (
        "compact_number",
        "eight digits as a number",
        FILED,
        20160316,
        ODD,
        ["normalized|date_unformatted_number|cell_type"],
        (DAY,),
    ),
    (
        "numerals",
        "in Chinese numerals",
        FILED,
        "二〇一六年三月十六日",
        ODD,
        ["normalized|date_invalid"],
        (DAY,),
    ),
    ("wide", "full-width figures", FILED, "２０１６－３－１６", WARN, ["normalized"], (DAY,)),
    ("short_year", "a year of two places", FILED, "16.3.15", ASK, ["date_ambiguous"], ()),
    ("short_all", "nobody knows which is the year", FILED, "03.05.06", ASK, ["date_ambiguous"], ()),
    ("day_first", "year last", FILED, "3/4/2016", ASK, ["date_ambiguous"], ()),
    ("english", "an English month", FILED, "16-Mar-16", ASK, ["date_ambiguous|date_invalid"], ()),
    ("no_year", "no year", FILED, "3月16日", ASK, ["date_invalid|date_ambiguous"], ()),
    ("month_only", "no day", FILED, "2016年3月", ASK, ["date_invalid|date_ambiguous"], ()),
    (
        "month_point",
        "a month as a number",
        FILED,
        2016.3,
        HELD,
        ["date_invalid|date_ambiguous|date_range|date_unformatted_number"],
        (),
    ),
    (
        "year_only",
        "a year as a number",
        FILED,
        2016,
        HELD,
        ["date_invalid|date_ambiguous|date_range|date_unformatted_number"],
        (),
    ),
    ("no_such_day", "a thirtieth of February", FILED, "2016-02-30", ASK, ["date_invalid"], ()),
    ("no_such_month", "a thirteenth month", FILED, "2016-13-05", ASK, ["date_invalid|date_ambiguous"], ()),
    ("future", "after today", FILED, date(2017, 5, 1), ASK, ["date_future"], ()),
    ("tomorrow", "the day after today", FILED, date(2016, 11, 25), ASK, ["date_future"], ()),
    ("today", "today", FILED, date(2016, 11, 24), OK, [], ("2016-11-24",)),
    ("long_ago", "a hundred years ago", FILED, "1916-03-16", ASK, ["date_range"], ()),
    ("far", "the year 9999", FILED, "9999-12-31", ASK, ["date_future|date_range"], ()),
    ("serial", "a bare number of a day", FILED, 42445, ODD, ["date_unformatted_number"], (DAY,)),
    (
        "leap_1900",
        "the day that never was",
        FILED,
        Styled(60, "yyyy-mm-dd"),
        HELD,
        ["date_invalid|date_range"],
        (),
    ),
    ("early", "a day before it", FILED, Styled(59, "yyyy-mm-dd"), HELD, ["date_invalid|date_range"], ()),
    (
        "negative",
        "a day before all days",
        FILED,
        Styled(-5, "yyyy-mm-dd"),
        HELD,
        ["date_invalid|date_range|cell_type"],
        (),
    ),
    (
        "huge",
        "a day after all days",
        FILED,
        Styled(9e15, "yyyy-mm-dd"),
        HELD,
        ["date_invalid|date_range|cell_type|date_future"],
        (),
    ),
    ("clock", "a time with it", FILED, datetime(2016, 3, 16, 18, 0), FREE, [], (DAY,)),
    (
        "clock_text",
        "a time with it, as text",
        FILED,
        "2016-03-16 18:00:00",
        ODD,
        ["normalized|date_invalid"],
        (DAY,),
    ),
    (
        "clock_only",
        "a time alone",
        FILED,
        Styled(0.75, "hh:mm"),
        HELD,
        ["date_invalid|date_range|cell_type"],
        (),
    ),
    (
        "duration",
        "a duration",
        FILED,
        Styled(42445, "[h]:mm"),
        HELD,
        ["date_invalid|cell_type|number_format_suspect|date_unformatted_number"],
        (),
    ),
    ("chinese_format", "a Chinese format", FILED, Styled(42445, 'yyyy"年"m"月"d"日"'), OK, [], (DAY,)),
    ("american_format", "an American format", FILED, Styled(42445, "m/d/yyyy"), FREE, [], (DAY,)),
    (
        "literal_format",
        "a format that shows another day",
        FILED,
        Styled(42445, '"2016-01-01"'),
        HELD,
        ["number_format_suspect"],
        (),
    ),
    ("year_format", "a format that shows only the year", FILED, Styled(42445, 'yyyy"年"'), FREE, [], (DAY,)),
    ("word", "a word", FILED, "去年", ASK, ["date_invalid"], ()),
    ("boolean", "a yes", FILED, True, HELD, ["date_invalid|cell_type"], ()),
    ("missing", "no day", FILED, None, ANY, [], ("",)),
    (
        "two",
        "two days",
        FILED,
        "2016-03-16、2016-04-01",
        ASK,
        ["date_invalid|several_values|date_ambiguous"],
        (),
    ),
]
NAMES = [
    ("blank_inside", "a blank inside", HEAD, "李 秀英", WARN, ["normalized"], ("李秀英",)),
    ("wide_blank", "full-width blanks", HEAD, "李\u3000秀\u3000英", WARN, ["normalized"], ("李秀英",)),
    ("line_break", "a line break inside", HEAD, "李秀\n英", WARN, ["normalized"], ("李秀英",)),
    ("bullet", "another dot", HEAD, "古丽•买买提", WARN, ["normalized"], ("古丽·买买提",)),
    ("katakana_dot", "a Japanese dot", HEAD, "古丽・买买提", WARN, ["normalized"], ("古丽·买买提",)),
    (
        "full_stop",
        "a full stop for the dot",
        HEAD,
        "古丽.买买提",
        ODD,
        ["normalized|name_bad_char"],
        ("古丽·买买提",),
    ),
    (
        "private_use",
        "a character of the private use area",
        HEAD,
        "李\ue863英",
        ODD,
        ["normalized|name_bad_char"],
        ("李䶮英",),
    ),
    (
        "private_unknown",
        "one that nobody maps",
        HEAD,
        "李\uf4ff英",
        HELD,
        ["name_bad_char|mojibake_suspect"],
        (),
    ),
    ("bidi", "an override of direction", HEAD, "李\u202e英秀", HELD, ["name_bad_char"], ()),
    ("zero_width", "a zero-width space", HEAD, "李\u200b秀英", HELD, ["name_bad_char"], ()),
    ("joiner", "a zero-width joiner", HEAD, "李\u200d秀英", HELD, ["name_bad_char"], ()),
    (
        "soft_hyphen",
        "a soft hyphen",
        HEAD,
        "李\u00ad秀英",
        (*WARN, *HELD),
        ["normalized|name_bad_char"],
        ("李秀英",),
    ),
    ("question", "a lost character", HEAD, "李?英", ASK, ["mojibake_suspect"], ()),
    ("square", "a square for a character", HEAD, "李□英", ASK, ["mojibake_suspect"], ()),
    ("replacement", "the sign of a failed decoding", HEAD, "李\ufffd英", ASK, ["mojibake_suspect"], ()),
    (
        "mojibake",
        "UTF-8 read as Latin",
        HEAD,
        "æ\x9d\x8eç§\x80è\x8b±",
        HELD,
        ["mojibake_suspect|name_bad_char"],
        (),
    ),
    ("mojibake_gbk", "UTF-8 read as GBK", HEAD, "鏉庣鑻�", HELD, ["mojibake_suspect|name_bad_char"], ()),
    ("digit", "a digit", HEAD, "李秀英2", HELD, ["name_bad_char"], ()),
    ("bracket", "a remark in it", HEAD, "李秀英（五保）", HELD, ["name_bad_char|several_values"], ()),
    ("cyrillic", "a Cyrillic letter in it", HEAD, "李秀Е", HELD, ["name_bad_char"], ()),
    ("two", "two names", HEAD, "李秀英、李有田", HELD, ["several_values|name_bad_char"], ()),
    (
        "formula_text",
        "text that looks like a formula",
        HEAD,
        INJECTION,
        HELD,
        ["name_bad_char|several_values"],
        (),
    ),
    ("emoji", "a picture", HEAD, "李😀英", HELD, ["name_bad_char"], ()),
    (
        "radical",
        "a radical that looks like a character",
        HEAD,
        "⽊秀英",
        ODD,
        ["normalized|name_bad_char"],
        ("木秀英",),
    ),
    (
        "compatibility",
        "a compatibility ideograph",
        HEAD,
        "\uf9e1秀英",
        ODD,
        ["normalized|name_bad_char"],
        ("李秀英",),
    ),
    ("long", "three hundred characters", HEAD, "李" * 300, HELD, ["text_too_long|name_bad_char"], ()),
    ("numeric", "a number", HEAD, 12345, HELD, ["cell_type"], ()),
    ("missing", "no name", HEAD, None, HELD, ["missing|head_missing"], ()),
    ("one", "one character", HEAD, "李", (*OK, *ODD), [], ("李",)),
    ("extension", "rare characters", HEAD, "㑇𠮷", OK + WARN, [], ("㑇𠮷",)),
    ("zero_character", "〇 in a name", HEAD, "李〇", OK + WARN, [], ("李〇",)),
    ("other_script", "a name in Latin letters", HEAD, "John Smith", FREE, [], ("John Smith",)),
    (
        "variation",
        "a variation selector",
        HEAD,
        "李\U000e0100秀英",
        (*WARN, *HELD),
        ["normalized|name_bad_char"],
        ("李秀英",),
    ),
    ("remark_html", "markup in a remark", REMARK, HTML, OK + WARN, [], (HTML,)),
    ("remark_formula", "text that looks like a formula", REMARK, "=1+1", OK + WARN, [], ("=1+1",)),
    ("remark_lines", "lines in a remark", REMARK, "危房\n借住", OK + WARN, [], ("危房\n借住", "危房 借住")),
    (
        "remark_long",
        "a remark of 30,000 characters",
        REMARK,
        "长" * 30000,
        HELD + WARN,
        ["text_too_long"],
        ("",),
    ),
    ("remark_number", "a number for a remark", REMARK, 12, FREE, [], ("12",)),
    (
        "remark_bidi",
        "an override of direction",
        REMARK,
        "危\u202e房",
        (*WARN, *HELD),
        ["normalized|name_bad_char"],
        ("危房",),
    ),
    (
        "remark_nul",
        "an escaped control character",
        REMARK,
        "危_x0000_房",
        (*WARN, *HELD),
        ["normalized|name_bad_char"],
        ("危房",),
    ),
    ("unknown_village", "a village of nobody", VILLAGE, "无此村", ASK, ["village_unknown"], ()),
    (
        "two_villages_one_name",
        "a name of two villages",
        VILLAGE,
        "龙潭村",
        ASK,
        ["village_unknown|village_mismatch"],
        (),
    ),
    (
        "village_alias",
        "another name of the village",
        VILLAGE,
        "柳湾村村民委员会",
        OK + WARN,
        [],
        ("柳湾村", "柳湾村村民委员会"),
    ),
    ("village_short", "without the word for village", VILLAGE, "柳湾", OK + WARN, [], ("柳湾村", "柳湾")),
    ("village_missing", "no village", VILLAGE, None, ASK, ["missing|village_unknown"], ()),
    ("village_number", "a number for a village", VILLAGE, 3, HELD, ["village_unknown|cell_type"], ()),
    ("serial_missing", "no serial number", SERIAL, None, (*OK, *WARN), [], ("",)),
    ("serial_twice", "a serial number twice", SERIAL, 1, FREE, [], ("1",)),
    ("serial_word", "a word for a serial number", SERIAL, "二", FREE, [], ("二",)),
]
GROUPS = {"identity": IDENTITY, "account": ACCOUNTS, "amount": AMOUNTS, "day": DAYS, "name": NAMES}


@cache
def cases():
    """One file for each odd cell, and those in which two rows are about one person."""
    found = []
    for group, table in GROUPS.items():
        for name, says, title, cell, verdicts, kinds, allowed in table:
            cell = ENDS_IN_X.lower() if name == "lower_x" else cell
            found.append(_one(f"{group}_{name}", says, title, cell, verdicts, kinds, allowed))
    return [*found, *_twice()]


def _one(name, says, title, cell, verdicts, kinds, allowed):
    rows = the_list()[:5]  # the sixth bears the number that ends in X, which is put into the third row here
    rows[1][title] = cell
    clean = the_list()[1]
    wanted = wanted_rows(the_list()[:5])
    others = {title: tuple(allowed)} if allowed else {}
    wanted["申请名单", 3] = like(clean, verdicts, kinds, **others)
    return Case(name, f"{title}: {says}", LIST, Workbook([Sheet(cells_of(rows))]).packed(), wanted)


def _twice():
    """Files in which two rows are about one person: not both may be stored."""
    again = the_list()[1]
    named = again | {HEAD: "李秀兰"}
    spaced = again | {HEAD: "李 秀 英", ID: f" {GOOD}"}
    six = the_list()[5]
    lower = six | {ID: ENDS_IN_X.lower()}
    both = ("duplicate_row|duplicate_person",)
    yield _repeated("twice_row", "a row stands twice", the_list(), again, 3, both)
    yield _repeated("twice_spaced", "a row stands twice, once spaced", the_list(), spaced, 3, both)
    yield _repeated("twice_x", "one number once with x and once with X", the_list(), lower, 7, both)
    rows = the_list()
    case = _repeated("twice_other_name", "one number under two names", rows, named, 3, ())
    two = {
        key: like(rows[1], HELD, ["duplicate_id_other_name"]) for key in (("申请名单", 3), ("申请名单", 8))
    }
    yield Case(case.name, case.says, LIST, case.content, {**case.rows, **two})


def _repeated(name, says, rows, again, number, kinds):
    cells = cells_of([*rows, again | {SERIAL: 7}])
    wanted = wanted_rows(rows)
    wanted["申请名单", number] = like(rows[number - 2], (*STORED, "ask"))
    wanted["申请名单", 8] = like(again, LEFT, kinds)
    return Case(name, says, LIST, Workbook([Sheet(cells)]).packed(), wanted, kinds)


def at(row, title):
    """The name of a cell of the list."""
    return cell_name(row, TITLES.index(title) + 1)


@cache
def known_spellings():
    """What may be stored of a text in a column, for texts whose value is sure but not plain to see."""
    found = {}
    for table in GROUPS.values():
        for _name, _says, title, cell, _verdicts, _kinds, allowed in table:
            if isinstance(cell, str):
                found[title, cell] = tuple(value for value in allowed if value != "")
    return found
