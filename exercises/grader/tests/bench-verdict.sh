#!/usr/bin/env bash
# bench-verdict.sh PROGRAM [EXERCISE [ROUNDS]]: how long from saving a file to its verdict, against the bare compile and link of that
# file with the same compiler and options into a program with the checks. Runs alternate; medians; Valgrind aside, which comes after the
# verdict is shown.
# bench-verdict.sh PROGRAM --class STUDENTS: the same for a class whose folders hold the solutions of all exercises: --class against all of
# its bare compiles and links, each spread over the processors.
# The ratio is for people (at most 1.5 is the aim): no test hangs on a clock.
set -eu
program=$1
build=$(cd -- "$(dirname -- "$program")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

value() { sed -n "s/^$2 //p" "$build/exercises/$1/manifest"; }
now() { local t=$EPOCHREALTIME; echo "${t/[.,]/}"; }
measure() {
    local began
    began=$(now)
    "$1"
    echo $(($(now) - began)) >>"$scratch/$1"
}
median() { sort -n "$scratch/$1" | sed -n "$(((rounds + 1) / 2))p"; }
report() {
    awk -v bare="$(median bare)" -v verdict="$(median verdict)" -v name="$1" -v rounds="$rounds" 'BEGIN {
        printf "%s: bare compile and link %.1f ms, to the verdict %.1f ms, ratio %.2f (medians of %d)\n",
            name, bare / 1000, verdict / 1000, verdict / bare, rounds
    }'
}

# checks EXERCISE: compiles its checks once, as a build would.
checks() {
    local cflags
    mapfile -t cflags < <(value "$1" cflag | grep -v '^-DRECLAIM_LIBRARY') # a seam's flag, for the learner's file alone
    "$(value "$1" cc)" "${cflags[@]}" -I"$(dirname -- "$(value "$1" contract)")" \
        -c "$(dirname -- "$(value "$1" contract)")/$1.checks.c" -o "$scratch/$1.checks.o"
}

# compile EXERCISE FILE NAME: the bare compile and link of one answer.
compile() {
    local exercise=$1 cflags ldflags library=$build/common/libcommon.a
    mapfile -t cflags < <(value "$exercise" cflag)
    mapfile -t ldflags < <(value "$exercise" ldflag)
    [ ! -f "$build/common/libcommon_$exercise.a" ] || library=$build/common/libcommon_$exercise.a
    "$(value "$exercise" cc)" "${cflags[@]}" -I"$(dirname -- "$(value "$exercise" contract)")" -c "$2" -o "$scratch/$3.o" 2>/dev/null
    "$(value "$exercise" cc)" "$scratch/$3.o" "$scratch/$exercise.checks.o" -Wl,--whole-archive \
        "$build/exercises/grader/libcheck_runtime.a" -Wl,--no-whole-archive "$library" -static-libgcc \
        "${ldflags[@]}" -o "$scratch/$3"
}

if [ "${2:-}" = --class ]; then
    students=${3:?how many students} rounds=1
    mapfile -t exercises < <(cd -- "$build/exercises" && ls -d [0-9]*_*/ | grep -v '^[0-9][0-9]_' | tr -d /)
    for exercise in "${exercises[@]}"; do
        checks "$exercise"
        for ((i = 1; i <= students; i++)); do
            mkdir -p "$scratch/class/student$i"
            cp -- "$(value "$exercise" solution)" "$scratch/class/student$i/$exercise.c"
        done
    done
    bare() {
        local i exercise running=0
        for ((i = 1; i <= students; i++)); do
            for exercise in "${exercises[@]}"; do
                compile "$exercise" "$scratch/class/student$i/$exercise.c" "$exercise.$i" &
                ((++running % $(nproc))) || wait
            done
        done
        wait
    }
    verdict() { "$program" grade --class "$scratch/class" --csv "$scratch/marks.csv" --no-valgrind >/dev/null; }
    measure bare
    measure verdict
    report "$students students, ${#exercises[@]} exercises"
    exit
fi

exercise=${2:-1b_slot} rounds=${3:-21}
checks "$exercise"
bare() { compile "$exercise" "$(value "$exercise" solution)" learner; }
verdict() { "$program" grade "$exercise" --against solutions --no-valgrind >/dev/null; }
bare && verdict
rm -f "$scratch/bare" "$scratch/verdict"
for ((i = 0; i < rounds; i++)); do
    measure bare
    measure verdict
done
report "$exercise"
