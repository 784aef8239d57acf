#!/usr/bin/env bash
# seeds.sh PROGRAM PROJECT FIRST:COUNT [EXERCISE]... [--cases FOLDER]: no seed saves a wrong answer, and none spoils a right one. Every
# mistake of the exercises (all, when none is named), and every FOLDER/EXERCISE--kind.c, is graded under those seeds and must never pass; both
# solutions must pass under each. random:COUNT: seeds that are others each time. Says which answers do otherwise, and under which seeds.
set -u
program=$1 project=$2 seeds=$3 cases=''
shift 3
exercises=()
while [ $# -gt 0 ]; do
    case $1 in
    --cases) cases=$2 && shift ;;
    *) exercises+=("$1") ;;
    esac
    shift
done
[ "${seeds%%:*}" != random ] || seeds=$((RANDOM * 32768 + RANDOM + 1)):${seeds#*:}
count=${seeds#*:}
if [ ${#exercises[@]} -eq 0 ]; then
    for checks in "$project"/exercises/*/*.checks.c; do
        exercises+=("$(basename -- "$checks" .checks.c)")
    done
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
shopt -s nullglob
failed=0 answers=0

# graded EXERCISE WANTED FILE...: what is graded otherwise than "never", or "all"; the seeds that were used can be given again.
graded() {
    local exercise=$1 wanted=$2 line
    shift 2
    [ $# -gt 0 ] || return
    answers=$((answers + $#))
    "$program" seeds "$exercise" "$@" --seeds "$seeds" --sandbox off >"$scratch/said" 2>&1 || failed=1
    while read -r line; do
        case $wanted:$line in
        never:*' never' | all:*" $count of $count: "*) ;;
        *)
            failed=1
            printf '%s, %s: %s\n' "$exercise" "$([ "$wanted" = never ] && echo 'a wrong answer' || echo 'a right one')" "$line"
            ;;
        esac
    done <"$scratch/said"
}

for exercise in "${exercises[@]}"; do
    solution=("$project"/solutions/*/"$exercise".c)
    second=("$project"/solutions/*/second/"$exercise".c)
    [ ${#solution[@]} -gt 0 ] || continue
    wrong=()
    for patch in "$project"/solutions/*/mistakes/"$exercise"-*.patch; do
        mistake=$scratch/$(basename -- "$patch" .patch).c
        patch -s -o "$mistake" "${solution[0]}" "$patch" || failed=1
        wrong+=("$mistake")
    done
    for case in ${cases:+"$cases"/"$exercise"--*.c}; do
        wrong+=("$case")
    done
    graded "$exercise" all "${solution[@]}" "${second[@]}"
    graded "$exercise" never "${wrong[@]}"
done
echo "$answers answers under the seeds $seeds"
exit "$failed"
