#!/usr/bin/env bash
# recorded.sh PROGRAM BUILD HONEST.c WRONG.c: a copy without solutions grades just the same, from recorded answers. Two build folders are
# made that differ from the real one in their manifests alone: the first may record, the second knows no solution.
set -u
program=$1 build=$2 honest=$3 wrong=$4
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
failed=0

for copy in whole handed-out; do
    mkdir -p -- "$scratch/$copy/exercises/0a_first"
    sed '/^pack /d' "$build/exercises/0a_first/manifest" >"$scratch/$copy/exercises/0a_first/manifest"
    echo "pack $scratch/0a_first.expected" >>"$scratch/$copy/exercises/0a_first/manifest"
done
sed -i '/^\(solution\|mistakes\|reference\) /d' "$scratch/handed-out/exercises/0a_first/manifest"

# expect STATUS TEXT ARGUMENT...: the program ends so and says so.
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" "$@" >"$scratch/shown" 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -qF -- "$text" "$scratch/shown" && return
    printf 'reclaim %s: expected status %s and "%s", got status %s and\n' "$*" "$wanted" "$text" "$status"
    cat -- "$scratch/shown"
    failed=1
}

expect 2 "nothing says what is right" grade 0a --build "$scratch/handed-out" --submission "$honest"
expect 0 "no answers to judge by" start --build "$scratch/handed-out"
expect 0 "answers for" record --build "$scratch/whole"
expect 0 "10 of 10 points" grade 0a --build "$scratch/handed-out" --submission "$honest" --no-valgrind
expect 0 "10 of 10 points" grade 0a --build "$scratch/handed-out" --submission "$honest" --seed 12345 --no-valgrind
expect 1 "3 of 10 points" grade 0a --build "$scratch/handed-out" --submission "$wrong" --no-valgrind
expect 2 "no solutions" grade 0a --build "$scratch/handed-out" --against solutions
printf 'reclaim-answers 1\nseed 1\n' >"$scratch/0a_first.expected"
expect 2 "0a" grade 0a --build "$scratch/handed-out" --submission "$honest" --no-valgrind
printf 'no pack' >"$scratch/0a_first.expected"
expect 2 "nothing says what is right" grade 0a --build "$scratch/handed-out" --submission "$honest"
exit "$failed"
