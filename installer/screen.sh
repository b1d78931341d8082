# A screen that nobody sees, and pictures of it; try_deb.sh and try_windows.sh read this file.

screen=''
open_screen() {
    # Open it on a free display; `screen` is its process then.
    exec 3< <(exec Xvfb -displayfd 1 -screen 0 1366x768x24 -nolisten tcp 2>/dev/null & echo "pid $!"; wait)
    while read -r line <&3; do
        case $line in pid*) screen=${line#pid } ;; *) export DISPLAY=:$line; break ;; esac
    done
}

close_screen() { [ -z "$screen" ] || kill "$screen" 2>/dev/null || true; }

photograph() {
    # photograph PICTURE SECONDS COMMAND...: a picture of the window once words stand in it.
    # COMMAND succeeds while the program runs. Fails when the program ends or no words come in time.
    local picture=$1 until=$((SECONDS + $2)) colours=0
    shift 2
    while "$@"; do
        import -window root "$picture"
        # soft edges of letters have many colours; a bare window has a few
        colours=$(identify -format %k "$picture")
        [ "$colours" -lt "$WORDS" ] || { sleep 3; import -window root "$picture"; "$@"; return; }
        [ "$SECONDS" -lt "$until" ] || { echo "the window shows $colours colours after $2 s, no words"; return 1; }
        sleep 1
    done
    echo "the window closed by itself"
    return 1
}
WORDS=200
