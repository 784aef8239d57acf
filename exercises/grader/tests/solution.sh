#!/usr/bin/env bash
# solution.sh PROGRAM EXERCISE OPTION...: a solution gets full marks under a seed that is always the same, and under one that never is, with
# Valgrind where it is there; compilers.sh tries four more. The options say which: --against solutions, or --submission FILE.
set -u
program=$1 exercise=$2
shift 2
"$program" grade "$exercise" --seed 1 --no-valgrind --verbose "$@" || exit 1
# A release build's pools have arenas of their own below those that 7a and 7b open, which Valgrind takes for lost: dev and ci are where it
# looks at these two.
case $program:$exercise in */release/*:7[ab]_*) set -- "$@" --no-valgrind ;; esac
"$program" grade "$exercise" --verbose "$@"
