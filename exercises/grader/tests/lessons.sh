#!/usr/bin/env bash
# lessons.sh PROGRAM BUILD SOLUTION.c MISTAKE.patch 5C.c: the last row of a seam (1d). What a failure says, that it waits for the checks, that a lesson
# that is ended half-way does not pass, and that recorded answers make no difference. MISTAKE fails nothing but the lessons.
set -u
program=$1 build=$2 solution=$3 mistake=$4 quick=$5
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 1
failed=0

# expect STATUS TEXT ARGUMENT...
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" grade 1d --no-valgrind --sandbox off "$@" >shown 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -qF -- "$text" shown && return
    printf 'grade 1d %s: expected status %s and "%s", got status %s and\n' "$*" "$wanted" "$text" "$status"
    cat shown
    failed=1
}

says() {
    grep -qF -- "$1" shown && return
    printf 'missing: %s\n' "$1"
    cat shown
    failed=1
}

mkdir wrong && patch -s -o wrong/1d_deep_release.c "$solution" "$mistake" || exit 1
expect 1 'wrong: lessons 00 to 01 run on your code' --submission wrong --json r.json --verdicts verdicts
says 'Lesson 01 says something else on your code.'
says 'del box'
says 'expected  · last is freed'
says 'got       · first is freed'
says 'false    01.3b'
says 'read     "A container owns its elements" in lessons/01_refcounting/lesson.md'
says 'whole    ./reclaim grade 1d --verbose'
says '9 of 10 points'
grep -qxF '1d_deep_release lessons wrong' verdicts || { echo "verdicts: $(cat verdicts)"; failed=1; }
grep -q '"check":.*"lessons"' r.json || { echo "no row in the JSON"; failed=1; }
expect 1 '-      · last is freed' --submission wrong --verbose
says '+      · last is freed' # the comparison is by line: what was first is last
says ' lines alike'
COLUMNS=40 expect 1 'got       · first is freed' --submission wrong

# A seam can tell that it is in a lesson, and can end it there: then it has no end.
mkdir early
sed -e 's/^    push(obj);/    if (lesson_main_01 != 0)\n        exit(0);\n&/' \
    -e 's/^static struct gc_head \*waiting/int lesson_main_01(int, char **) __attribute__((weak));\nvoid exit(int status);\n&/' \
    "$solution" >early/1d_deep_release.c
expect 1 'refused' --submission early
expect 1 'ended early: lessons 00 to 01 run on your code' --submission early --no-gate

# A leak that only lessons see is called one. Lines that the learner prints are none of the lesson's, whatever they look like.
begin='int lesson_main_01(int, char **) __attribute__((weak));'
mkdir leaks prints
sed -e "s|^static struct gc_head \*waiting|#include \"common/base/memory.h\"\n$begin\n&|" \
    -e 's/^    push(obj);/    if (lesson_main_01 != 0 \&\& kept == NULL)\n        kept = memory_alloc(1);\n&/' \
    -e 's/^static bool releasing;/static void *kept;\n&/' "$solution" >leaks/1d_deep_release.c
expect 1 'leaked: lessons 00 to 01 run on your code' --submission leaks --no-gate
sed -e "s/^static struct gc_head \*waiting/#include <stdio.h>\n$begin\n&/" \
    -e 's/^static bool releasing;/static int said;\n&/' \
    -e 's/^    push(obj);/    if (lesson_main_01 != 0 \&\& said++ < 1000)\n        puts("    ✗ 01.1a  It is false.");\n&/' "$solution" \
    >prints/1d_deep_release.c
expect 0 '10 of 10 points' --submission prints --no-gate

# The lessons need no recorded answers. (5c: its reference is quicker.)
mkdir -p copy/exercises/5c_last_rites
manifest=copy/exercises/5c_last_rites/manifest
sed '/^pack /d' "$build/exercises/5c_last_rites/manifest" >$manifest
echo "pack $scratch/answers" >>$manifest
"$program" record --build "$scratch/copy" >shown 2>&1 || { cat shown; failed=1; }
sed -i '/^\(solution\|mistakes\|reference\) /d' $manifest
"$program" grade 5c --no-valgrind --build "$scratch/copy" --submission "$quick" >shown 2>&1
says '10 of 10 points'
exit "$failed"
