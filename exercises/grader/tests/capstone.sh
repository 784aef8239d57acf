#!/usr/bin/env bash
# capstone.sh PROGRAM BUILD ROOT: the capstone with the solutions, with stubs, with units that fail a check, a lesson, a conformance program; bad
# input; a kill half-way. "capstone.sh PROGRAM": the solutions only.
set -u
program=$1 build=${2:-} root=${3:-}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 1
failed=0

# expect STATUS TEXT ARGUMENT...
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" capstone "$@" >shown 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && tr -s ' \n' ' ' <shown | grep -qF -- "$text" && return
    printf 'capstone %s: expected status %s and "%s", got status %s and\n' "$*" "$wanted" "$text" "$status"
    cat shown
    failed=1
}

says() {
    tr -s ' \n' ' ' <shown | grep -qF -- "$1" && return
    printf 'missing: %s\n' "$1"
    cat shown
    failed=1
}

expect 0 'Done' --against solutions
[ -n "$build" ] || exit "$failed"

# One folder for each case: the solutions of all seams, then what differs.
mapfile -t manifests < <(grep -l '^lessons ' "$build"/exercises/*/manifest)
values() { sed -n "s/^$1 //p" "${manifests[@]}"; }
solutions() {
    mkdir "$1"
    values solution | xargs -d '\n' cp -t "$1"
}

mkdir stubs && values source | xargs -d '\n' cp -t stubs
if [ "$(grep -l 'TODO(' stubs/*.c | wc -l)" -eq "$(ls stubs | wc -l)" ]; then
    expect 1 'Not started' --submission stubs
    says 'not started'
fi
mkdir nothing && expect 1 'Not started' --submission nothing

solutions check
patch -s check/5c_last_rites.c "$root/solutions/05_weakrefs/mistakes/5c_last_rites-oldest-first.patch"
expect 1 "the library's 5c last rites, for common/weakrefs/clear.c (yours: wrong: each is called once, the newest first)" \
    --submission check --json r.json
says 'Next: ./reclaim grade 5c'
grep -q '"done":.*false' r.json || { cat r.json; failed=1; }

solutions lesson
patch -s lesson/1d_deep_release.c "$root/solutions/01_refcounting/mistakes/1d_deep_release-last-come-first-gone.patch"
expect 1 'wrong: lesson 01 on these units' --submission lesson
says 'false 01.3b'
says 'Not done'

# A copy of the build whose units leave nothing open: the solutions part from CPython exactly where they may. The lessons were run above; here
# it is one, for the time that they take.
for manifest in "${manifests[@]}" "$build/capstone/manifest"; do
    copy=copy/${manifest#"$build"/}
    mkdir -p "${copy%/*}"
    grep -v '^open \|^told 0[1-9]' "$manifest" >"$copy"
done
if grep -q '^conformance ' copy/capstone/manifest; then
    mapfile -t opens < <(values open)
    for open in "${opens[@]}"; do
        name=$(basename "$open" .open)
        mkdir "only-$name" && cp "$root"/solutions/*/"$name.c" "only-$name"
        expect 1 'these part' --build copy --submission "only-$name" --json r.json --verbose
        says 'wrong: the same program here and in CPython 3.11'
        sed -n 's/.*"parted":[[:space:]]*\[\(.*\)\].*/\1/p' r.json | grep -o '"[^"]*"' | tr -d '"' | sort >parted
        grep -v '^#' "$open" | sort | diff -u - parted || { echo "$open is not what its solution parts in"; failed=1; }
    done
    sed -i '/^conformance /d' copy/capstone/manifest
    expect 0 'Install libpython3-dev' --build copy --against solutions
    says 'Done, as far as'
fi

expect 2 'Did you mean' --agianst solutions
expect 2 'takes no "1d"' 1d
expect 2 'has no --csv' --csv marks.csv
expect 2 'no file or folder' --submission /nonexistent
COLUMNS=40 "$program" capstone --submission nothing >shown 2>&1
[ "$(awk 'length > 40' shown | wc -l)" -eq 0 ] || { cat shown; failed=1; }
"$program" capstone --submission nothing >/dev/full 2>shown
[ $? -eq 2 ] && grep -q 'cannot write' shown || { echo "a full disk went by"; cat shown; failed=1; }

# Killed half-way: in order, nothing is left; outright, the next one clears up.
mkdir tmp
kill_with() {
    TMPDIR=$scratch/tmp "$program" capstone --against solutions >/dev/null 2>&1 &
    for ((i = 0; i < 500; i++)); do
        [ -z "$(ls tmp/*/learner.o 2>/dev/null)" ] || break
        sleep 0.02
    done
    kill "-$1" $!
    wait $! 2>/dev/null
}
kill_with TERM
[ -z "$(ls tmp)" ] || { echo "left behind: $(ls -R tmp)"; failed=1; }
kill_with KILL
[ -n "$(ls tmp)" ] || { echo "nothing was there to be left"; failed=1; }
touch -d '1 hour ago' tmp/*
TMPDIR=$scratch/tmp "$program" capstone --submission nothing >/dev/null
[ -z "$(ls tmp)" ] || { echo "not cleared up: $(ls -R tmp)"; failed=1; }
exit "$failed"
