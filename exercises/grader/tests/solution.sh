#!/usr/bin/env bash
# solution.sh PROGRAM EXERCISE OPTION...: a solution gets full marks under a seed that is always the same, and under one that never is, with
# Valgrind where it is there; compilers.sh tries four more. The options say which: --against solutions, or --submission FILE.
set -u
program=$1 exercise=$2
shift 2
"$program" grade "$exercise" --seed 1 --no-valgrind --verbose "$@" || exit 1
"$program" grade "$exercise" --verbose "$@"
