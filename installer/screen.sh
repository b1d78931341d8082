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
    # photograph PICTURE SECONDS TITLE COMMAND...: a picture once a window of this title shows words and nothing moves.
    # The title names the county only when its register is open. COMMAND succeeds while the program runs.
    # Fails when the program ends, the title does not come, or no words come in time.
    local picture=$1 until=$((SECONDS + $2)) title=$3 colours seen before='' open=''
    shift 3
    while "$@"; do
        import -window root "$picture"
        read -r colours seen < <(identify -format '%k %#\n' "$picture")
        if [ -n "$open" ] && { [ "$SECONDS" -ge "$until" ] || [ "$seen" = "$before" ]; }; then
            [ "$colours" -lt "$WORDS" ] || return 0
        fi
        [ -n "$open" ] || ! xdotool search --name "$title" >/dev/null 2>&1 || open=yes
        if [ "$SECONDS" -ge "$until" ]; then
            [ -n "$open" ] && echo "the window shows $colours colours and no words" || echo "no window opened the register of $title"
            return 1
        fi
        before=$seen
        sleep 2
    done
    echo "the window closed by itself"
    return 1
}
