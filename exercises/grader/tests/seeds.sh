#!/usr/bin/env bash
# seeds.sh PROGRAM PROJECT FIRST:COUNT [EXERCISE]... [--cases FOLDER]: each mistake gets the verdict that it expects, no seed saves it, and none
# spoils a right answer. Every mistake of the exercises (all, when none is named), and every FOLDER/EXERCISE--kind.c, is graded under those
# seeds and must never pass; both solutions must pass under each. Under the first seed a mistake fails the checks that its patch names, "expect:
# CHECK VERDICT" in its first lines, and no other. changing:COUNT: seeds that are others whenever an exercise's files are. Says which answers do
# otherwise, and under which seeds.
set -u
program=$1 project=$2 asked=$3 seeds=$3 cases=''
shift 3
exercises=()
while [ $# -gt 0 ]; do
    case $1 in
    --cases) cases=$2 && shift ;;
    *) exercises+=("$1") ;;
    esac
    shift
done
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
    "$program" seeds "$exercise" "$@" --seeds "$seeds" --sandbox off --verdicts "$scratch" >"$scratch/said" 2>&1 || failed=1
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

# caught EXERCISE PATCH: by the checks that it names, and by no other.
caught() {
    local exercise=$1 patch=$2 file
    file=$scratch/$(basename -- "$patch" .patch).c
    sed -n "s/^expect: /$exercise /p" "$patch" | sort >"$scratch/wanted"
    grep -v ' passed$' "$file.verdicts" | sort >"$scratch/got"
    [ -s "$scratch/wanted" ] && diff -u "$scratch/wanted" "$scratch/got" >"$scratch/difference" && return
    failed=1
    printf '%s, under the seed %s:\n' "$patch" "${seeds%:*}"
    cat -- "$scratch/difference" "$file.shown"
}

for exercise in "${exercises[@]}"; do
    solution=("$project"/solutions/*/"$exercise".c)
    second=("$project"/solutions/*/second/"$exercise".c)
    patches=("$project"/solutions/*/mistakes/"$exercise"-*.patch)
    [ ${#solution[@]} -gt 0 ] || continue
    [ "${asked%%:*}" != changing ] ||
        seeds=$("${0%/*}/seed-of.sh" "$project"/exercises/*/"$exercise".* "${patches[@]}"):$count
    wrong=()
    for patch in "${patches[@]}"; do
        mistake=$scratch/$(basename -- "$patch" .patch).c
        patch -s -o "$mistake" "${solution[0]}" "$patch" || failed=1
        wrong+=("$mistake")
    done
    for case in ${cases:+"$cases"/"$exercise"--*.c}; do
        wrong+=("$case")
    done
    graded "$exercise" all "${solution[@]}" "${second[@]}"
    graded "$exercise" never "${wrong[@]}"
    for patch in "${patches[@]}"; do
        caught "$exercise" "$patch"
    done
    # Where a failure sends its reader.
    for heading in $(sed -n 's/.*\.see = "\([^"]*\)".*/\1/p' "$project"/exercises/*/"$exercise".checks.c | sort -u); do
        grep -qF -- "{#$heading}" "$project"/lessons/*/lesson.md && continue
        failed=1
        echo "$exercise: no page has the heading $heading"
    done
done
echo "$answers answers under the seeds $seeds"
exit "$failed"
