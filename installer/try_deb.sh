#!/usr/bin/env bash
# Install a .deb where there is no Python, run the demo, photograph the window, upgrade and remove.
#
#     installer/try_deb.sh PACKAGE PICTURE [ROOT]
#
# Needs root, debootstrap, Xvfb, xdotool and ImageMagick. ROOT is a bare Debian to use instead of a fresh one;
# ROOT=/ uses this machine, and so does a machine that cannot make a bare one.
set -euo pipefail
package=$(realpath "$1") picture=$(realpath -m "$2") root=${3:-}
. "$(dirname "$0")/screen.sh"
work=$(mktemp -d)
stop() {
    for job in $(jobs -p); do kill "$job" 2>/dev/null || true; done
    close_screen
    rm -rf "$work"
}
trap stop EXIT
say() { echo "try_deb: $*"; }
inside() { if [ "$root" = / ]; then "$@"; else chroot "$root" "$@"; fi; }
clerk() { inside runuser -u deskclerk -- env -i HOME=/home/deskclerk PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="${DISPLAY:-}" "$@"; }
apt() { inside env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends "$@" >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }; }

if [ -z "$root" ]; then
    root=$work/root
    say "making a bare Debian"
    # from the server that this machine uses, too
    server=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: trixie' 2>/dev/null | head -1)
    debootstrap --variant=minbase trixie "$root" ${server:+"$server"} >"$work/log" 2>&1 || {
        say "no bare Debian can be made here ($(tail -1 "$work/log")), so this machine is used"
        root=/
    }
fi
if [ "$root" != / ] && inside sh -c 'command -v python3'; then say "the bare root has a Python"; exit 1; fi
inside id deskclerk >/dev/null 2>&1 || inside useradd -m deskclerk

cp "$package" "$root/tmp/county-desk.deb"
apt install --allow-downgrades --reinstall /tmp/county-desk.deb
say "installed: $(clerk county-desk --version)"
[ "$root" = / ] || { inside sh -c 'command -v python3' && { say "a Python came along"; exit 1; } || true; }

home=/home/deskclerk/县扶贫办\ 文件
clerk mkdir -p "$home"
clerk county-desk demo --out "$home/演示" >"$work/demo" 2>&1 || { tail -5 "$work/demo"; exit 1; }
register=$(cd "$root$home/演示" && ls ./*.cdesk | head -1)
say "demo: $(find "$root$home/演示" -name '*.pdf' | wc -l) papers, register $register"
clerk county-desk --database "$home/演示/$register" verify | head -2

open_screen
clerk county-desk "$home/演示/$register" >"$work/window" 2>&1 &
runs() { pgrep -u "$(stat -c %u "$root/home/deskclerk")" -f 'county_desk' >"$work/pid"; }
for _try in $(seq 30); do runs && break || sleep 1; done
photograph "$picture" 120 青岚县 runs || { cat "$work/window"; exit 1; }
kill "$(head -1 "$work/pid")"
say "window: $picture"

dpkg-deb -R "$package" "$work/next"
version=$(sed -n 's/^Version: //p' "$work/next/DEBIAN/control")
sed -i "s/^Version: .*/Version: $version+next/" "$work/next/DEBIAN/control"
dpkg-deb --root-owner-group -Znone --build "$work/next" "$root/tmp/county-desk.deb" >/dev/null
apt install /tmp/county-desk.deb
say "upgraded to $(inside dpkg-query -W -f '${Version}' county-desk)"
clerk county-desk --database "$home/演示/$register" verify >/dev/null
apt remove county-desk
rm "$root/tmp/county-desk.deb"
[ ! -e "$root/usr/lib/county-desk" ] || { say "removal left $(find "$root/usr/lib/county-desk" | head -3)"; exit 1; }
[ -f "$root$home/演示/$register" ] || { say "removal took a register"; exit 1; }
say "removed; the register is still there"
[ "$root" != / ] || userdel -r deskclerk 2>/dev/null || true
