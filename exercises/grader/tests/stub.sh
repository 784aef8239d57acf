#!/usr/bin/env bash
# stub.sh PROGRAM EXERCISE FILE.c: the file that an exercise begins with is not started in every check, has no points, and ends with
# status 1. It is kept beside the file to edit, in untouched/, so that a learner can begin again: as committed, both are the same.
set -u
program=$1 exercise=$2 file=$3
untouched=${file%/*}/untouched/${file##*/}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT

if git -C "${file%/*}" diff --quiet HEAD -- "$file" "$untouched" 2>"$scratch/shown" && ! cmp -s "$file" "$untouched"; then
    echo "$untouched is not what exercise $exercise begins with any more: cp $file $untouched"
    exit 1
fi
"$program" grade "$exercise" --submission "$untouched" --sandbox off --verdicts "$scratch/verdicts" >"$scratch/shown" 2>&1
status=$?
if [ "$status" -eq 1 ] && [ -s "$scratch/verdicts" ] && ! grep -v ' not started$' "$scratch/verdicts"; then
    exit 0
fi
cat -- "$scratch/shown"
echo "status $status"
exit 1
