"""Number formats of open documents are read as Excel writes them."""

import pytest

from tests.sheets.open_documents import grid, number, row

NUMBER = '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'

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
            f"<number:text> </number:text><number:fill-character> </number:fill-character>{NUMBER}",
            '" "#,##0.00',
        ),
        (
            "currency",
            "",
            '<number:currency-symbol number:language="zh" number:country="CN">￥</number:currency-symbol>'
            + NUMBER,
            '"￥"#,##0.00',
        ),
        ("percentage", "", "<number:number/><number:text>%</number:text>", "0%"),
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
            'yyyy"-"mm"-"dd" "hh":"mm',
        ),
        ("date", "", '<number:day-of-week number:style="long"/>', "dddd"),
        (
            "time",
            ELAPSED,
            '<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>',
            '[h]":"mm',
        ),
        (
            "time",
            ELAPSED,
            '<number:minutes number:style="long"/><number:text>:</number:text>'
            '<number:seconds number:style="long" number:decimal-places="1"/>',
            'mm":"ss.0',
        ),
    ],
)
def test_number_formats_keep_their_decimals_and_words(kind, given, content, code):
    made = f'<number:{kind}-style style:name="N" {given}>{content}</number:{kind}-style>'
    made += '<style:style style:name="s" style:family="table-cell" style:data-style-name="N"/>'
    found = grid(row(number(5, given=' table:style-name="s"')), made).layout.number_formats
    assert found == ({(1, code): [1]} if code != "General" else {})


def test_a_number_format_has_its_sections_in_their_order():
    def section(name, words, more="", kind="number"):
        content = f"{more}<number:text>{words}</number:text>"
        return f'<number:{kind}-style style:name="{name}">{content}</number:{kind}-style>'

    def when(condition, name):
        return f'<style:map style:condition="value(){condition}" style:apply-style-name="{name}"/>'

    red = '<style:text-properties fo:color="#ff0000"/>'
    signs = when("&gt;0", "P") + when("&lt;0", "M")
    made = section("P", "正") + section("M", "负") + section("Z", "零")
    made += section("N1", "负", red + when("&gt;=0", "P")) + section("N2", "零", signs)
    made += section("N3", "文", signs + when("=0", "Z"), "text") + section(
        "N4", "少", when("&gt;=10000", "P")
    )
    style = '<style:style style:name="s{0}" style:family="table-cell" style:data-style-name="N{0}"/>'
    made += "".join(style.format(each) for each in range(1, 5))
    cells = [number(5, given=f' table:style-name="s{each}"') for each in range(1, 5)]
    assert [code for _column, code in grid(row(*cells), made).layout.number_formats] == [
        '"正";[Red]"负";"正"',
        '"正";"负";"零"',
        '"正";"负";"零";"文"',
        '[>=10000]"正";"少";"少"',
    ]
