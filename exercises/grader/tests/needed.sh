#!/usr/bin/env bash
# needed.sh PYTHON CHECKS.c MISTAKES: needed.py itself: it passes 1b as it is, and names what is wrong with 1b once something is missing.
set -u
python=$1 checks=$2 mistakes=$3
needed=$(dirname -- "${BASH_SOURCE[0]}")/needed.py
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
failed=0

# expect STATUS [TEXT]: of needed.py, for what is in the scratch folder.
expect() {
    local wanted=$1 text=${2:-} status
    "$python" "$needed" 1b_slot "$scratch/checks.c" "$scratch"/*.patch >"$scratch/shown"
    status=$?
    [ "$status" -eq "$wanted" ] && [ -z "$text" ] && return
    [ "$status" -eq "$wanted" ] && grep -qF -- "$text" "$scratch/shown" && return
    printf 'expected status %s and "%s", got status %s and\n' "$wanted" "$text" "$status"
    cat -- "$scratch/shown"
    failed=1
}

afresh() {
    rm -f -- "$scratch"/*.patch
    cp -- "$checks" "$scratch/checks.c"
    cp -- "$mistakes"/1b_slot-*.patch "$scratch"
}

afresh && expect 0
rm -- "$scratch"/1b_slot-get-makes-a-reference.patch # the only one for that check
expect 1 '1b_slot: no mistake is caught by the check get_borrows alone'
sed -i 's|^CHECK(get_borrows|/* Stays: for this test. */\n&|' "$scratch/checks.c" && expect 0
sed -i 's|^/\* Stays: for this test|/* Stays: |' "$scratch/checks.c" && expect 1 'get_borrows'
afresh
sed -i 's|^expect: get_borrows.*|&\nexpect: no_memory wrong|' "$scratch"/1b_slot-get-makes-a-reference.patch
expect 1 '1b_slot: no mistake is caught by the check get_borrows alone'
afresh
sed -i 's|^expect: get_borrows.*|&\nexpect: no_memory could not run\nexpect: lessons could not run|' \
    "$scratch"/1b_slot-get-makes-a-reference.patch
expect 0
afresh
find "$scratch" -name '*.patch' | sort | tail -n +5 | xargs -d '\n' rm -f --
expect 1 '1b_slot has 4 mistakes'
exit "$failed"
