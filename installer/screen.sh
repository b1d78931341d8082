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

WORDS=200 # colours: the soft edges of letters have many, a bare window has a few

photograph() {
    # photograph PICTURE SECONDS COMMAND...: a picture of the window once words stand in it and nothing moves.
    # COMMAND succeeds while the program runs. Fails when the program ends or no words come in time.
    local picture=$1 until=$((SECONDS + $2)) colours seen before=''
    shift 2
    while "$@"; do
        import -window root "$picture"
        read -r colours seen < <(identify -format '%k %#\n' "$picture")
        if [ "$SECONDS" -ge "$until" ] || [ "$seen" = "$before" ]; then
            [ "$colours" -lt "$WORDS" ] || return 0
        fi
        [ "$SECONDS" -lt "$until" ] || { echo "the window shows $colours colours and no words"; return 1; }
        before=$seen
        sleep 2
    done
    echo "the window closed by itself"
    return 1
}
