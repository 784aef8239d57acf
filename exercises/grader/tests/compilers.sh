#!/usr/bin/env bash
# compilers.sh PROGRAM EXERCISE COMPILER... -- SOLUTION.c...: each solution gets full marks from each compiler, with -O0 and with -O2.
set -u
program=$1 exercise=$2
shift 2
compilers=()
while [ "$1" != -- ]; do
    compilers+=("$1")
    shift
done
shift
for solution in "$@"; do
    for compiler in "${compilers[@]}"; do
        for optimised in -O0 -O2; do
            "$program" grade "$exercise" --submission "$solution" --sandbox off --no-valgrind --verbose \
                --cc "$compiler" --cflags "$optimised" && continue
            echo "$solution: $compiler $optimised"
            exit 1
        done
    done
done
