#!/usr/bin/env bash
# heap.sh PROGRAM FOLDER: heaps drawn as they were when somebody looked (NAME.lines and NAME.WIDTH.KIND), and none wider than it may be.
# After a change that is meant: heap.sh PROGRAM FOLDER --write, then look at the difference.
set -u
export LC_ALL=C.UTF-8
program=$1 folder=$2 failed=0

for wanted in "$folder"/*.*.{unicode,ascii}; do
    name=${wanted##*/} kind=${wanted##*.}
    width=${name#*.}
    width=${width%.*}
    if [ "${3-}" = --write ]; then
        "$program" "$width" "$kind" <"$folder/${name%%.*}.lines" >"$wanted"
    else
        "$program" "$width" "$kind" <"$folder/${name%%.*}.lines" | diff -u --label "$name" --label 'as drawn' "$wanted" - ||
            failed=1
    fi
done

for lines in "$folder"/*.lines; do
    for width in 40 41 60 79 80 120 200; do
        for kind in unicode ascii; do
            drawn=$("$program" "$width" "$kind" <"$lines") || { echo "${lines##*/} cannot be drawn"; failed=1; }
            [ "$(wc -L <<<"$drawn")" -le "$width" ] || {
                echo "${lines##*/} is wider than $width:"
                echo "$drawn"
                failed=1
            }
            [ "$kind" = unicode ] || ! grep -P '[^ -~]' <<<"$drawn" || failed=1
        done
    done
done
exit $failed
