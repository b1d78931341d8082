#!/usr/bin/env bash
# Try the set-up program of Windows under Wine: silent set-up, version, demo, window, upgrade, removal.
#
#     installer/try_windows.sh SETUP PICTURE
#
# Needs wine64, gcc-mingw-w64-x86-64-win32, Xvfb, xdotool and ImageMagick. Wine 10 lacks two libraries of Windows; stubs of
# installer/wine stand in for them and are never shipped. What only a real Windows shows is not tried here.
# Ends with 77, and a line why, when Wine itself does not work here, so that nothing was tried.
set -euo pipefail
setup=$(realpath "$1") picture=$(realpath -m "$2") here=$(cd "$(dirname "$0")" && pwd)
. "$here/screen.sh"
for tool in wine x86_64-w64-mingw32-gcc Xvfb xdotool import; do
    command -v "$tool" >/dev/null || { echo "try_windows: $tool is missing, so nothing was tried"; exit 77; }
done
work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscms=n;winemenubuilder.exe=d;mscoree=d;mshtml=d'
stop() {
    wineserver -k 2>/dev/null || true
    close_screen
    rm -rf "$work"
}
trap stop EXIT
say() { echo "try_windows: $*"; }

open_screen
timeout -k 5 "${BOOT_SECONDS:-300}" wineboot -i >"$work/log" 2>&1 || { say "Wine does not start here ($?), so nothing was tried"; exit 77; }
wine "$setup" /S >"$work/log" 2>&1 || { say "the silent set-up ended with $?"; tail -5 "$work/log"; exit 1; }
home=$(find "$WINEPREFIX/drive_c/users" -type d -name CountyDesk | head -1)
[ -f "$home/python/python.exe" ] || { say "nothing was installed"; exit 1; }
lend() {
    for stub in icuuc mscms; do
        x86_64-w64-mingw32-gcc -shared -O1 -o "$home/python/$stub.dll" "$here/wine/$stub.c"
    done
}
lend
desk() { wine "$home/python/python.exe" -X utf8 -m county_desk "$@"; }
say "installed $(du -sm "$home" | cut -f1) MB: $(desk --version | tr -d '\r')"
wine reg query 'HKCU\Software\Classes\CountyDesk.Register\shell\open\command' 2>/dev/null | grep -q pythonw || { say ".cdesk is not registered"; exit 1; }

folder="$WINEPREFIX/drive_c/县扶贫办 文件"
mkdir -p "$folder"
desk demo --out 'C:\县扶贫办 文件\演示' >"$work/demo" 2>&1 || { tail -5 "$work/demo"; exit 1; }
say "demo: $(find "$folder" -name '*.pdf' | wc -l) papers"
desk --database 'C:\县扶贫办 文件\演示\demo.cdesk' verify | head -1
wine "$home/python/pythonw.exe" -X utf8 -m county_desk 'C:\县扶贫办 文件\演示\demo.cdesk' >"$work/window" 2>&1 &
window=$!
photograph "$picture" 300 青岚县 kill -0 "$window" || { tail -5 "$work/window"; exit 1; }
say "window: $picture"
if wine "$setup" /S >/dev/null 2>&1; then say "set up over a running program"; exit 1; fi
say "set-up refuses while the program runs"
wine taskkill /f /im pythonw.exe >/dev/null 2>&1 || true
wait "$window" || true

touch "$home/new" # where the new program is unpacked: as on a full disk it cannot be
if wine "$setup" /S >/dev/null 2>&1; then say "set up without room for the new program"; exit 1; fi
desk --version >/dev/null || { say "a set-up that failed took the old program"; exit 1; }
say "the old program stays when the new one cannot be unpacked"
rm "$home/new"
wine "$setup" /S
lend
say "upgraded: $(desk --version | tr -d '\r')"
rm "$home"/python/{icuuc,mscms}.dll
wine "$home/uninstall.exe" /S
for _try in $(seq 60); do [ -e "$home/uninstall.exe" ] || break; sleep 1; done
[ ! -e "$home" ] || { say "removal left $(find "$home" | head -3)"; exit 1; }
[ -f "$folder/演示/demo.cdesk" ] || { say "removal took a register"; exit 1; }
say "removed; the register is still there"
