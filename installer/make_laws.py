"""Writes docs/laws_of_acts.md and docs/laws_of_acts.zh.md: every act with the laws that it declares.

.venv/bin/python -m installer.make_laws
"""

from collections.abc import Iterator
from pathlib import Path

from county_desk.commands import KNOWN
from county_desk.day_laws import DayLaw
from county_desk.text import CHINESE, ENGLISH, _, language
from county_desk.workflow.command import Command
from county_desk.workflow.gate.gate import LATE
from county_desk.workflow.gate.law import OF_RETURNS
from county_desk.workflow.gate.records import table_of
from county_desk.workflow.gate.second_persons import posts_with

FOLDER = Path(__file__).resolve().parent.parent / "docs"
FILES = {ENGLISH: FOLDER / "laws_of_acts.md", CHINESE: FOLDER / "laws_of_acts.zh.md"}
WORDS = {
    ENGLISH: {
        "title": "# Laws of acts",
        "head": "`python -m installer.make_laws` writes this table from the commands. `Desk.do` holds every "
        "law in it (`workflow/gate`); a command declares them and checks none of them itself.",
        "columns": "| act | for | second person | days and years | records | kept apart |",
        "always": "always: {posts}",
        "alone": "always: {posts}; alone if no other person may",
        "some": "in some cases",
        "late": "late entries: {posts}",
        "reported": "of a reported year: {posts}",
        "back": "taking back what another person put in force",
        "one": "–",
        "ahead": "not ahead",
        "days": "at most {days} days ahead",
        "years": "at most {years} years ahead",
        "ever": "any past day",
        "limit": "late past `{figure}`",
        "open": "its year is open",
        "gone": "taken back: its year is open",
        "after": "after {fields}",
        "settled": "not as the second person: {keys}",
        "any": "{records} (anywhere)",
        "area": "{records} (in the area, on record)",
    },
    CHINESE: {
        "title": "# 各项办理的规定",
        "head": "本表由 `python -m installer.make_laws` 从各命令生成。表中规定一律由 "
        "`Desk.do`（`workflow/gate`）执行；命令只作声明，自己不再检查。",
        "columns": "| 办理事项 | 由谁办理 | 第二人 | 日期和年度 | 记录 | 回避 |",
        "always": "一律：{posts}",
        "alone": "一律：{posts}；没有其他人可以确认时一人办理",
        "some": "部分情形",
        "late": "逾期补录：{posts}",
        "reported": "已上报年度：{posts}",
        "back": "撤回经另一人确认的事项",
        "one": "–",
        "ahead": "不得晚于当日",
        "days": "最多晚 {days} 天",
        "years": "最多晚 {years} 年",
        "ever": "不限多早",
        "limit": "超过`{figure}`天为逾期",
        "open": "该年度未封存",
        "gone": "所撤回的：该年度未封存",
        "after": "不早于{fields}",
        "settled": "不得作为第二人：{keys}",
        "any": "{records}（不限区域）",
        "area": "{records}（限本区域在册）",
    },
}


def main() -> None:
    """Write the table in both languages."""
    for speech, file in FILES.items():
        file.write_text(table(speech), "utf8")


def table(speech: str) -> str:
    """The whole document in a language."""
    words = WORDS[speech]
    with language(speech):
        rows = [_row(command, words) for _name, command in sorted(KNOWN.items())]
    rule = "|" + " --- |" * words["columns"].count(" | ") + " --- |"
    return "\n".join([words["title"], "", words["head"], "", words["columns"], rule, *rows, ""])


def _row(command: type[Command], words: dict[str, str]) -> str:
    cells = (
        f"{_(command.act.title)} (`{command.__name__}`)",
        posts_with(command.permission),
        _second(command, words),
        "; ".join(_days(command, words)),
        _records(command, words),
        "; ".join(_apart(command, words)),
    )
    return f"| {' | '.join(cell or words['one'] for cell in cells)} |"


def _second(command: type[Command], words: dict[str, str]) -> str:
    found = []
    if command.law.second:
        found.append(
            words["alone" if command.law.alone else "always"].format(posts=posts_with(command.law.second.may))
        )
    elif command.second_person is not Command.second_person:
        found.append(words["some"])
    if "late_reason" in command.asks():
        found.append(words["late"].format(posts=posts_with(LATE.may)))
    if any(ask.law is not None and ask.law.reported for ask in command.asks().values()):
        found.append(words["reported"].format(posts=posts_with(OF_RETURNS.second.may)))
    if command.law.takes_back:
        found.append(words["back"])
    return "; ".join(found)


def _days(command: type[Command], words: dict[str, str]) -> Iterator[str]:
    for ask in command.asks().values():
        if ask.law is None:
            continue
        unit = "days" if isinstance(ask.law, DayLaw) else "years"
        said = [words[unit].format(**{unit: ask.law.ahead}) if ask.law.ahead else words["ahead"]]
        if isinstance(ask.law, DayLaw) and ask.law.ever:
            said.append(words["ever"])
        if isinstance(ask.law, DayLaw) and ask.law.late:
            said.append(words["limit"].format(figure=ask.law.late))
        if ask.law.counted:
            said.append(words["open"])
        if ask.after:
            said.append(words["after"].format(fields=", ".join(f"`{each}`" for each in ask.after)))
        yield f"{_(ask.title)}: {', '.join(said)}"
    if command.law.years:
        yield words["gone"]


def _apart(command: type[Command], words: dict[str, str]) -> Iterator[str]:
    if command.law.apart:
        yield ", ".join(f"`{each.key}`" for each in command.law.apart)
    if command.law.settles_apart:
        yield words["settled"].format(keys=", ".join(f"`{each.key}`" for each in command.law.settles_apart))


def _records(command: type[Command], words: dict[str, str]) -> str:
    named = dict.fromkeys(_(ask.title) for ask in command.asks().values() if table_of(ask))
    if not named:
        return ""
    return words["any" if command.law.any_record else "area"].format(records=", ".join(named))


if __name__ == "__main__":
    main()
