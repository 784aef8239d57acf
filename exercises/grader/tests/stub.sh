#!/usr/bin/env bash
# stub.sh PROGRAM EXERCISE STUB.c: an untouched exercise is not started in every check, has no points, and ends with status 1.
set -u
program=$1 exercise=$2 stub=$3
grep -q "TODO(" "$stub" || { echo "it is no stub any more: somebody solved it"; exit 77; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT

"$program" grade "$exercise" --submission "$stub" --sandbox off --verdicts "$scratch/verdicts" >"$scratch/shown" 2>&1
status=$?
if [ "$status" -eq 1 ] && [ -s "$scratch/verdicts" ] && ! grep -v ' not started$' "$scratch/verdicts"; then
    exit 0
fi
cat -- "$scratch/shown"
echo "status $status"
exit 1
