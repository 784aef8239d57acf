#!/usr/bin/env bash
# compilers.sh PROGRAM EXERCISE COMPILER... -- SOLUTION.c...: each solution passes all checks from each compiler, with -O0 and with -O2. That the
# lessons of a seam run on it is proved in each configuration (solution.sh), and is left out here.
set -u
program=$1 exercise=$2
shift 2
compilers=()
while [ "$1" != -- ]; do
    compilers+=("$1")
    shift
done
shift
failed=0
for compiler in "${compilers[@]}"; do
    for optimised in -O0 -O2; do
        said=$("$program" seeds "$exercise" "$@" --seeds 1:2 --sandbox off --no-lessons --cc "$compiler" --cflags "$optimised" 2>&1)
        [ "$(grep -c ' 2 of 2: ' <<<"$said")" -eq $# ] && continue
        failed=1
        printf '%s %s:\n%s\n' "$compiler" "$optimised" "$said"
    done
done
exit "$failed"
