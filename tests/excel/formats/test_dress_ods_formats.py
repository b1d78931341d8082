"""Number formats of open documents are carried over as Excel writes them."""

import pytest

from tests.excel.dressed_ods import DATA, NUMBER, cell, dressed, family, row, worn

ELAPSED = 'number:truncate-on-overflow="false"'


@pytest.mark.parametrize(
    ("kind", "given", "content", "code"),
    [
        ("number", "", '<number:number number:min-integer-digits="1"/>', "General"),
        ("number", "", NUMBER, "#,##0.00"),
        ("number", "", '<number:number number:decimal-places="0" number:min-integer-digits="5"/>', "00000"),
        (
            "number",
            "",
            '<number:number number:decimal-places="2" number:min-decimal-places="1"'
            ' number:min-integer-digits="1" number:decimal-replacement=""/>',
            "0.0#",
        ),
        (
            "number",
            "",
            '<number:number number:decimal-places="1" number:min-integer-digits="1"'
            ' number:display-factor="1000"/><number:text>千元</number:text>',
            '0.0,"千元"',
        ),
        (
            "number",
            "",
            '<number:number number:decimal-places="0" number:min-integer-digits="7"><number:embedded-text'
            ' number:position="4">-</number:embedded-text></number:number>',
            '000"-"0000',
        ),
        (
            "number",
            "",
            '<number:scientific-number number:decimal-places="2" number:min-integer-digits="1"'
            ' number:min-exponent-digits="2"/>',
            "0.00E+00",
        ),
        (
            "number",
            "",
            '<number:fraction number:min-integer-digits="0" number:min-numerator-digits="1"'
            ' number:min-denominator-digits="2"/>',
            "# ?/??",
        ),
        (
            "number",
            "",
            '<number:text loext:blank-width-char=" "> </number:text><number:fill-character> '
            f"</number:fill-character>{NUMBER}"
            '<number:text loext:blank-width-char=")1">- </number:text>',
            "_ * #,##0.00-_)",
        ),
        (
            "currency",
            "",
            '<number:currency-symbol number:language="zh" number:country="CN">￥</number:currency-symbol>'
            + NUMBER,
            "[$￥-804]#,##0.00",
        ),
        ("percentage", "", "<number:number/><number:text>%</number:text>", "0%"),
        ("text", "", "<number:text-content/>", "@"),
        ("boolean", "", "<number:boolean/>", "General"),
        (
            "date",
            "",
            '<number:year number:style="long"/><number:text>年</number:text><number:month/>'
            "<number:text>月</number:text><number:day/><number:text>日</number:text>",
            'yyyy"年"m"月"d"日"',
        ),
        (
            "date",
            "",
            '<number:year number:style="long"/><number:text>-</number:text>'
            '<number:month number:style="long"/><number:text>-</number:text>'
            '<number:day number:style="long"/><number:text> </number:text>'
            '<number:hours number:style="long"/><number:text>:</number:text>'
            '<number:minutes number:style="long"/>',
            "yyyy-mm-dd hh:mm",
        ),
        ("date", 'number:language="zh"', '<number:day-of-week number:style="long"/>', "aaaa"),
        (
            "time",
            ELAPSED,
            '<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>',
            "[h]:mm",
        ),
        (
            "time",
            ELAPSED,
            '<number:minutes number:style="long"/><number:text>:</number:text>'
            '<number:seconds number:style="long" number:decimal-places="1"/>',
            "[mm]:ss.0",
        ),
        ("number", "", f"<number:text>{'字' * 300}</number:text>", "General"),
    ],
)
def test_number_formats_keep_their_decimals_and_words(kind, given, content, code):
    made = f'<number:{kind}-style style:name="N" {given}>{content}</number:{kind}-style>'
    made += family("s", given=DATA)
    assert worn(dressed(row(cell("x", "s")), made))[1, 1].format == code


def test_a_number_format_has_its_sections_in_their_order():
    def number(name, words, more="", kind="number"):
        return (
            f'<number:{kind}-style style:name="{name}">{more if more.startswith("<style:text") else ""}'
            f"<number:text>{words}</number:text>"
            f"{'' if more.startswith('<style:text') else more}</number:{kind}-style>"
        )

    def when(condition, name):
        return f'<style:map style:condition="value(){condition}" style:apply-style-name="{name}"/>'

    red = f'<style:text-properties fo:color="#ff0000"/>{when("&gt;=0", "P")}'
    made = number("P", "正") + number("M", "负") + number("Z", "零") + number("N1", "负", red)
    made += number("N2", "零", when("&gt;0", "P") + when("&lt;0", "M"))
    signs = when("&gt;0", "P") + when("&lt;0", "M") + when("=0", "Z")
    made += number("N3", "文", signs, "text") + number("N4", "少", when("&gt;=10000", "P"))
    made += number("N5", "余", when("&gt;=x]", "P"))
    made += "".join(family(f"s{n}", given=f'style:data-style-name="N{n}"') for n in range(1, 6))
    found = worn(dressed(row(*[cell("x", f"s{n}") for n in range(1, 6)]), made))
    assert [style.format for style in found.values()] == [
        '"正";[Red]"负"',
        '"正";"负";"零"',
        '"正";"负";"零";"文"',
        '[>=10000]"正";"少"',
        '"余"',
    ]
