#!/usr/bin/env bash
# hostile.sh PROGRAM HONEST.c FILE.c: grades one hostile submission three times, each with one defence less, and the honest one
# after each. The first lines of FILE.c say what has to come out ("-": too dangerous to try).
set -u
program=$1 honest=$2 file=$3
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
failed=0

# The verdict of the first check that did not pass, "passed" when all did.
verdict_of() {
    rm -f -- "$scratch/verdicts"
    "$program" grade 0a --submission "$1" --no-valgrind --verdicts "$scratch/verdicts" "${@:2}" \
        >"$scratch/shown" 2>&1
    status=$?
    [ "$(stat -c %s "$scratch/shown")" -le 20000 ] || { echo "a report of $(stat -c %s "$scratch/shown") bytes"; return; }
    [ -s "$scratch/verdicts" ] || { echo "no verdict (status $status)"; return; }
    awk '{ $1 = $2 = ""; sub(/^  /, "") } $0 != "passed" { print; found = 1; exit } END { if (!found) print "passed" }' \
        "$scratch/verdicts"
}

# expect WANTED OPTION...
expect() {
    local wanted=$1 got
    shift
    [ "$wanted" != - ] || return 0
    got=$(verdict_of "$file" --sandbox off "$@")
    if [ "$got" != "$wanted" ]; then
        printf '%s %s: expected "%s", got "%s"\n' "$(basename "$file")" "$*" "$wanted" "$got"
        cat -- "$scratch/shown"
        failed=1
    fi
    got=$(verdict_of "$honest" --sandbox off)
    if [ "$got" != passed ]; then
        printf 'after %s %s, an honest answer: "%s"\n' "$(basename "$file")" "$*" "$got"
        cat -- "$scratch/shown"
        failed=1
    fi
}

line() { sed -n "s/^ \* $1: //p" "$file" | head -n 1; }

expect "$(line 'with the gate')"
expect "$(line 'without it')" --no-gate
expect "$(line 'without the filter either')" --no-gate --no-filter
exit "$failed"
