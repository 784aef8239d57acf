#!/usr/bin/env bash
# solution.sh PROGRAM PROJECT EXERCISE OPTION...: a solution gets full marks, with Valgrind where it is there, under seeds that change with the
# exercise's files; compilers.sh tries others. The options say which solution: --against solutions, or --submission FILE.
set -u
program=$1 project=$2 exercise=$3
shift 3
"$program" grade "$exercise" --verbose --seed "$("${0%/*}/seed-of.sh" "$project"/{exercises,solutions}/*/"$exercise".*)" "$@"
