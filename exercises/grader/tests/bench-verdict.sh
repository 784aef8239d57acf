#!/usr/bin/env bash
# bench-verdict.sh PROGRAM [EXERCISE [ROUNDS]]: how long from saving a file to its verdict, against the bare compile and link of that
# file with the same compiler and options into a program with the checks. Runs alternate; medians; Valgrind aside, which comes after the
# verdict is shown. The ratio is for people (at most 1.5 is the aim): no test hangs on a clock.
set -eu
program=$1 exercise=${2:-1b_slot} rounds=${3:-21}
build=$(cd -- "$(dirname -- "$program")/../.." && pwd)
manifest=$build/exercises/$exercise/manifest
value() { sed -n "s/^$1 //p" "$manifest"; }
source=$(value solution)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
mapfile -t cflags < <(value cflag)
mapfile -t ldflags < <(value ldflag)
cc=$(value cc)
home=$(dirname -- "$(value contract)")
library=$build/common/libcommon.a
[ -f "$build/common/libcommon_$exercise.a" ] && library=$build/common/libcommon_$exercise.a
"$cc" "${cflags[@]}" -I"$home" -c "$home/$exercise.checks.c" -o "$scratch/checks.o" # once, as a build would

bare() {
    "$cc" "${cflags[@]}" -I"$home" -c "$source" -o "$scratch/learner.o" 2>/dev/null
    "$cc" "$scratch/learner.o" "$scratch/checks.o" -Wl,--whole-archive \
        "$build/exercises/grader/libcheck_runtime.a" -Wl,--no-whole-archive "$library" -static-libgcc \
        "${ldflags[@]}" -o "$scratch/program"
}
verdict() { "$program" grade "$exercise" --against solutions --no-valgrind >/dev/null; }
now() { local t=$EPOCHREALTIME; echo "${t/[.,]/}"; }
measure() {
    local began
    began=$(now)
    "$1"
    echo $(($(now) - began)) >>"$scratch/$1"
}
median() { sort -n "$scratch/$1" | sed -n "$(((rounds + 1) / 2))p"; }

bare && verdict
for ((i = 0; i < rounds; i++)); do
    measure bare
    measure verdict
done
awk -v bare="$(median bare)" -v verdict="$(median verdict)" -v name="$exercise" -v rounds="$rounds" 'BEGIN {
    printf "%s: bare compile and link %.1f ms, save to verdict %.1f ms, ratio %.2f (medians of %d)\n",
        name, bare / 1000, verdict / 1000, verdict / bare, rounds
}'
