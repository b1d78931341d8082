"""The index of the pictures: one page of HTML that needs nothing but the pictures beside it."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from tests.views.screens.shots import Finding, Shot

FILTERS = ("page", "form", "language", "theme", "size", "width", "finding")
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens of County Desk</title>
<style>
body{font:14px sans-serif;margin:1em;background:#fff;color:#111}
form{position:sticky;top:0;background:#fff;padding:.5em 0;z-index:2}
label{margin-right:1em}
main{display:flex;flex-wrap:wrap;gap:12px}
figure{width:340px;margin:0;border:1px solid #bbb;padding:4px}
figure[hidden]{display:none}
figure>a{position:relative;display:block}
img{width:100%;display:block}
i{position:absolute;border:2px solid #d00;box-sizing:border-box}
ul{margin:.3em 0;padding-left:1.2em;font-size:12px}
</style>
"""
SCRIPT = """<script>
const form=document.forms[0],all=[...document.querySelectorAll("figure")];
const shown=document.querySelector("output");
function show(){
  let count=0;
  for(const each of all){
    each.hidden=[...form.elements].some(box=>box.name&&box.value&&!(each.dataset[box.name].split("|").includes(box.value)));
    count+=!each.hidden;
  }
  shown.textContent=count+" of "+all.length+" pictures";
}
form.addEventListener("change",show);show();
</script></html>
"""


def write_index(folder: Path, shots: Sequence[Shot], last_line: str) -> Path:
    """Write the contact sheet beside the pictures; each choice above it narrows what it shows."""
    index = folder / "index.html"
    boxes = "".join(
        _choice(name, {value for shot in shots for value in _values(shot)[name]}) for name in FILTERS
    )
    figures = "".join(_figure(shot) for shot in shots)
    head = f"{HEAD}<h1>Screens of County Desk</h1><p>{escape(last_line)}</p>"
    index.write_text(f"{head}<form>{boxes}<output></output></form><main>{figures}</main>{SCRIPT}", "utf8")
    return index


def _values(shot: Shot) -> dict[str, list[str]]:
    """What a picture answers to each filter; `any` chooses all pictures with a finding."""
    checks = sorted({each.check for each in shot.findings})
    return {
        "page": [shot.page],
        "form": [shot.form] if shot.form else [],
        "language": [shot.look.language],
        "theme": [shot.look.theme],
        "size": [shot.look.text_size],
        "width": [str(shot.window[0])],
        "finding": ["any", *checks] if checks else [],
    }


def _choice(name: str, values: Iterable[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in sorted(values))
    return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'


def _figure(shot: Shot) -> str:
    data = "".join(f' data-{name}="{escape("|".join(of))}"' for name, of in _values(shot).items())
    marks = "".join(_mark(each, shot.window) for each in shot.findings)
    lines = "".join(f"<li>{escape(f'{f.check}: {f.part}: {f.words}')}</li>" for f in shot.findings)
    title = " · ".join(
        filter(None, (shot.page, shot.form, shot.chapter, str(shot.look), str(shot.window[0])))
    )
    picture = f'<img src="{escape(shot.file)}" alt="{escape(title)}" loading="lazy">'
    opened = f'<a href="{escape(shot.file)}">{picture}{marks}</a>'
    return f"<figure{data}>{opened}{escape(title)}<ul>{lines}</ul></figure>"


def _mark(found: Finding, window: tuple[int, int]) -> str:
    x, y, width, height = found.place
    across, down = window
    edges = {"left": x / across, "top": y / down, "width": width / across, "height": height / down}
    return f'<i style="{";".join(f"{edge}:{share:.1%}" for edge, share in edges.items())}"></i>'
