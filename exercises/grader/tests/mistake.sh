#!/usr/bin/env bash
# mistake.sh PROGRAM EXERCISE SOLUTION.c MISTAKE.patch: applies the mistake to the solution and grades it. The patch's first lines say
# what has to come out, "expect: CHECK VERDICT" for each check that must not pass; every other one must.
set -u
program=$1 exercise=$2 solution=$3 patch=$4
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT

patch -s -o "$scratch/$exercise.c" "$solution" "$patch" || exit 1
"$program" grade "$exercise" --submission "$scratch/$exercise.c" --sandbox off --no-valgrind --verbose \
    --verdicts "$scratch/verdicts" >"$scratch/shown" 2>&1
status=$?
sed -n "s/^expect: /$exercise /p" "$patch" | sort >"$scratch/wanted"
grep -v ' passed$' "$scratch/verdicts" | sort >"$scratch/got"
dead=$(grep -o 'read     section .*' "$scratch/shown") && echo "no such heading: $dead"
if [ -z "$dead" ] && [ -s "$scratch/wanted" ] && [ "$status" -eq 1 ] && diff -u "$scratch/wanted" "$scratch/got"; then
    exit 0
fi
cat -- "$scratch/shown"
echo "status $status"
exit 1
