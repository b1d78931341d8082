"""The folder of the program with all its packages, without what it does not use of Qt."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from county_desk.licences import Component, components
from installer.packing.common import DIST, NAME, ROOT, build_name, digest, emptied, epoch, output
from installer.packing.wheels import own_wheel

_USED = (
    "Core Gui Widgets PrintSupport Svg Pdf Network DBus XcbQpa WaylandClient WaylandEglClientHwIntegration"
)
USED = frozenset((*_USED.split(), "WlShellIntegration", "OpenGL"))
_MODULE = re.compile(r"(?:lib)?Qt6?([A-Z][A-Za-z0-9]*)\.(?:abi3\.so|pyd|dll|so\.[0-9.]+|so)")
_UNUSED_FOLDERS = frozenset(
    {
        *("qml", "libexec", "metatypes", "doc", "glue", "include", "support", "typesystems", "scripts"),
        *("resources", "modules", "mkspecs", "bin"),
    }
)
_UNUSED_PLUGINS = frozenset(
    {
        *("designer", "qmltooling", "qmllint", "sqldrivers", "egldeviceintegrations", "generic"),
        *("networkinformation", "vectorimageformats", "wayland-graphics-integration-server"),
    }
)
_UNUSED_FILES = re.compile(
    r".*\.pyi|(?:lib)?q(?:eglfs|linuxfb|minimalegl|vnc|vkkhrdisplay|gtk3|direct2d)\.(?:so|dll)"
    r"|(?:lib)?pyside6qml.*|(?:assistant|designer|linguist|lrelease|lupdate|qmlformat|qmllint|qmlls|svgtoqml)"
    r"(?:\.exe)?|(?:balsam|balsamui|qmlcachegen|qmlimportscanner|qmltyperegistrar|qsb|rcc|uic)(?:\.exe)?"
    r"|opengl32sw\.dll|.*\.lib|libqtvirtualkeyboardplugin\.so|qtvirtualkeyboardplugin\.dll"
)


def fill(folder: Path, wheels: Iterable[Path]) -> Path:
    """Unpack the program and its packages into an emptied folder, and return it."""
    emptied(folder)
    for wheel in [*wheels, own_wheel()]:
        _unpack(wheel, folder)
    for path in sorted(folder.glob("**/tests")) + sorted(folder.glob("PySide6/**/*")):
        if path.exists() and _is_unused(path.relative_to(folder)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    bill = folder / "county_desk" / "resources" / "licences" / "sbom.json"
    bill.write_text(sbom(components([str(folder)])), "utf8")
    return folder


def _unpack(wheel: Path, folder: Path) -> None:
    """Unpack a wheel; its scripts are left out, since one launcher starts the program."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            top, _slash, rest = name.partition("/")
            inside = rest.partition("/")
            kept = inside[2] if top.endswith(".data") and inside[0] in ("purelib", "platlib") else name
            if name.endswith("/") or (kept is name and top.endswith(".data")):
                continue
            target = folder / kept
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def _is_unused(path: Path) -> bool:
    """Whether the program does without this file or folder of a package."""
    parts = path.parts
    if parts[0] != "PySide6":
        return parts[0] in ("sqlalchemy", "alembic", "more_itertools") and parts[-1] == "tests"
    name = parts[-1]
    inside = set(parts[1:])
    if inside & _UNUSED_FOLDERS or ("plugins" in inside and inside & _UNUSED_PLUGINS):
        return True
    if "translations" in inside and name != "translations":
        return not name.startswith("qtbase_zh_CN")
    module = _MODULE.fullmatch(name)
    return bool(_UNUSED_FILES.fullmatch(name)) or (module is not None and module[1] not in USED)


def sbom(packages: Iterable[Component], runtime: Iterable[dict[str, object]] = ()) -> str:
    """The bill of materials as CycloneDX 1.6: the contents of the package, with versions and licences."""
    when = datetime.fromtimestamp(epoch(), UTC).isoformat().replace("+00:00", "Z")
    listed = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{each.name}@{each.version}",
            "name": each.name,
            "version": each.version,
            "purl": f"pkg:pypi/{each.name}@{each.version}",
            "licenses": [{"license": {"name": each.licence}}],
        }
        for each in packages
    ]
    program = {"type": "application", "bom-ref": NAME, "name": NAME, "version": build_name()}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{NAME}/{build_name()}')}",
        "version": 1,
        "metadata": {
            "timestamp": when,
            "component": {**program, "licenses": [{"license": {"id": "Apache-2.0"}}]},
        },
        "components": [*listed, *runtime],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def compile_all(python: Path, *folders: Path) -> None:
    """Compile every module with the Python that will run it; the bytes do not depend on times or places."""
    for folder in folders:
        command = [str(python), "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
        output(*command, "-s", str(folder.parent), "-p", f"/{NAME}", str(folder))


def write_licences(app: Path, out: Path) -> None:
    """Write the licence texts of every package into a folder, one folder a package."""
    emptied(out)
    for each in components([str(app)]):
        for file, text in each.texts.items():
            target = out / each.name / Path(file).name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf8")
    shutil.copy(ROOT / "LICENSE", out / "county-desk.txt")
    for text_file in sorted((ROOT / "resources" / "licences").glob("*.txt")):
        shutil.copy(text_file, out / text_file.name)


def publish_bill(app: Path, kind: str) -> Path:
    """Copy the bill of materials of a package into dist/."""
    out = DIST / f"{NAME}-{build_name()}-{kind}.sbom.json"
    shutil.copyfile(app / "county_desk" / "resources" / "licences" / "sbom.json", out)
    assert digest(out)
    return out
