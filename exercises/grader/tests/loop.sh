#!/usr/bin/env bash
# loop.sh BUILD PROJECT: what a learner does all day, in a copy of the project's exercises: where one is, what comes next, hints, reset and
# undo, what the present file is worth; and that nothing kept is believed.
set -u
build=$1 project=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 1
failed=0

# A project of its own: its pages and exercises, as they begin, with manifests that lead there and no .git.
mkdir -p copy/exercises place/exercises/grader
cp -R "$project/lessons" "$project/common" copy/
cp "$project"/exercises/*.h copy/exercises/
for folder in "$project"/exercises/[0-9]*; do
    mkdir -p "copy/exercises/${folder##*/}"
    cp -R "$folder"/. "copy/exercises/${folder##*/}/"
    cp "$folder"/untouched/*.c "copy/exercises/${folder##*/}/"
done
for manifest in "$build"/exercises/*/manifest; do
    name=$(basename "$(dirname "$manifest")")
    mkdir -p "place/exercises/$name"
    sed -e "s#^root .*#root $scratch/copy#" -e "s#^\(source\|contract\|tasks\) $project/#\1 $scratch/copy/#" -e "/^cflag/s#$project\>#$scratch/copy#" \
        "$manifest" >"place/exercises/$name/manifest"
done
mkdir place/capstone && cp "$build/capstone/manifest" place/capstone/
ln -s "$build/lessons" place/lessons
cp "$build/exercises/grader/reclaim-program" place/exercises/grader/ # it knows the place by where it stands
program=$scratch/place/exercises/grader/reclaim-program
kept=copy/.reclaim/progress
all=$(($(find copy/exercises -name '*.checks.c' | wc -l) * 10)) # points

fail() {
    echo "$1"
    cat shown
    failed=1
}

# expect STATUS TEXT ARGUMENT...
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" "$@" >shown 2>&1 </dev/null
    status=$?
    [ "$status" -eq "$wanted" ] && grep -qF -- "$text" shown && return
    fail "reclaim $*: expected status $wanted and \"$text\", got status $status and"
}

first=copy/exercises/00_start/0a_first.c
slot=copy/exercises/01_refcounting/1b_slot.c

# The path: where one is, and next does it.
expect 0 "0 of $all points"
expect 0 'page 0 --section start'
expect 0 'Start' next
expect 0 'How a lesson works' next
expect 0 '00.1' next
expect 0 'In CPython' next
expect 0 'Your turn' next
expect 0 'exercises/00_start/0a_first.c' next # its task, since it has not been begun
# shellcheck disable=SC2016
expect 0 'Write `another_reference`' next
echo '/* begun */' >>"$first"
expect 1 '0a  first' next # begun: judged
cp "$project/solutions/00_start/0a_first.c" "$first"
expect 0 '10 of 10' next
grep -qF 'Check yourself' shown || fail 'a pass does not say what comes next'
expect 0 'A guess first' page 1 --section predict
expect 2 'has no section "nowhere". It has: start, predict' page 1 --section nowhere
expect 0 'references to the list' page 1 --section 'names and counts'
expect 0 '1 list' page 1 --section 'names and counts' # its pictures are drawn
expect 0 'exercise 1a' page 1 --section containers-own
for section in '1 names-and-counts' '5 weak'; do
    # shellcheck disable=SC2086
    expect 0 'lesson.c' page ${section% *} --section ${section#* }
    grep -qE '^ *(does|claim|claim_is|counted)\(' shown && fail 'the code on a page has the words that tell the lesson'
done
expect 0 '    b = newref(a);' page 1 --section names-and-counts
expect 0 '    sys_getrefcount(a);' page 1 --section names-and-counts
COLUMNS=40 expect 0 '        # waits at each question for' page 1 --section start # code goes on below, further in
awk 'length > 40' shown | grep . && fail 'code is wider than the terminal'
expect 0 'it is: A name holds an address' page 0 --section questions # nobody can be asked here
expect 0 'common/objects/dealloc.c' page 1 --section deep # the library's own function stands on the page

# A seam that passes says what is the learner's now.
deep=copy/exercises/01_refcounting/1d_deep_release.c
cp "$project/solutions/01_refcounting/1d_deep_release.c" "$deep"
# shellcheck disable=SC2016
expect 0 'common/objects/dealloc.c` of the library is yours now' grade 1d
cp "${deep%/*}/untouched/1d_deep_release.c" "$deep"

# Progress is what the present file would get again.
expect 0 '10 of 10' list
cp "$first" right.c
echo 'this does not compile' >"$first"
expect 0 '0 of 10' list
cp right.c "$first"
expect 0 '10 of 10' list
expect 0 "10 of $all points"

# A forged cache gives nothing in grade; a broken one, and one killed half-way, is no trouble.
sed '/^{/,$d' right.c >"$first" && printf '{\n    return obj;\n}\n' >>"$first"
"$program" list >shown 2>&1
sed -i 's/^\(points 0a:[0-9a-f]*\) .*/\1 10/' "$kept"
expect 1 '0a  first' grade 0a
head -c 3000 /dev/urandom >"$kept" && expect 0 'of 10' list
printf 'points 0a:0 99999999999999999999\nhints 1b -7\nhints 1b' >"$kept" && expect 0 'hint 1 of 3' hint 1b
head -c 2000000 /dev/zero | tr '\0' x >"$kept" && expect 0 'of 10' list
rm -f "$kept" && mkdir "$kept" && expect 0 'of 10' list && rmdir "$kept"
printf 'read 01-deep 1\n' >"$kept.4711" && expect 0 'of 10' list # what a killed run leaves is not read
if unshare --user --map-root-user --mount true 2>/dev/null; then
    # shellcheck disable=SC2016
    unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=4k tmpfs copy/.reclaim && head -c 100000 /dev/zero >copy/.reclaim/filling
        "$0" hint 1b' "$program" >shown 2>&1 </dev/null || fail 'a full disk stopped a hint'
    grep -qF 'Progress is not kept' shown || fail 'a full disk was not told'
fi

# Hints: the last again, the next when asked for, none after a pass.
rm -rf copy/.reclaim
expect 0 'hint 1 of 3' hint 1b
expect 0 'hint 1 of 3' hint 1B
expect 0 '--more' hint 1B_slot
expect 0 'hint 2 of 3' hint slot --more
expect 0 'hint 2 of 3' hint 1b_slot.c
expect 0 'hint 3 of 3' hint 1b --more
expect 0 'the last one' hint 1b --more
expect 0 '3 hints' list
for tasks in copy/exercises/*/tasks.md; do
    if grep -n '### Hint' "$tasks"; then fail "an editor shows hints in $tasks"; fi
done
cp right.c "$first"
expect 0 'has passed, so no hint is taken: 0 of' hint 0A
grep -q '^hints 0a' "$kept" && fail 'a hint was taken after a pass'

# The solution: after a pass, or by asking twice.
expect 2 '--peek' solution 1b
expect 0 'slot_set' solution 1b --peek
expect 0 'another_reference' solution 0a

# reset asks, keeps, and undo has it back; without .git, and without the file, too.
echo '/* mine */' >>"$slot" && cp "$slot" mine.c
expect 2 'nobody to ask' reset 1b
cmp -s "$slot" mine.c || fail 'reset did not wait for an answer'
expect 0 'as it began' reset 1b --yes
cmp -s "$slot" "${slot%/*}/untouched/1b_slot.c" || fail 'reset did not bring the file that it began with'
expect 0 'as it began' reset 1b # nothing to do, nothing to ask
expect 0 'what it was before' undo 1b
cmp -s "$slot" mine.c || fail 'undo did not bring it back'
expect 0 'what it was before' undo 1b
cmp -s "$slot" "${slot%/*}/untouched/1b_slot.c" || fail 'undo of undo did not'
rm "$slot" && expect 0 'as it began' reset 1b --yes
[ -s "$slot" ] || fail 'reset does not make a file that is gone'
expect 2 'nothing to undo' undo 6c

# A lesson does not wait where nobody is; an act alone.
expect 0 '✓ 00.1c' lesson 0
grep -qF 'next' shown || fail 'a lesson does not say what comes next'
"$build/lessons/lesson_01" --act 3 >shown 2>&1 || fail 'an act alone failed'
[ "$(grep '━━ Act' shown | cut -c 1-60 | grep -c 'Act 3')" -eq "$(grep -c '━━ Act' shown)" ] || fail 'an act alone is not alone'
"$build/lessons/lesson_01" --act 99 >shown 2>&1 && fail 'there is no act 99'

# At a terminal: it waits at the guess, keeps it, shows it the next time, and q leaves.
if command -v script >/dev/null; then
    at_terminal() { script -qec "$1" /dev/null 2>&1 | tr -d '\r' | sed 's/\x1b\[[0-9;]*[mAK]//g' >shown; }
    { sleep 1; printf 'nineteen\n'; sleep 1; printf 'q\n'; } | at_terminal "$program lesson 1"
    grep -qF 'Your guess: nineteen' shown || fail 'no guess was kept'
    grep -qF 'Act 3' shown && fail 'q did not leave'
    { sleep 1; printf 'q\n'; } | at_terminal "$program lesson 1"
    grep -qF 'Last time you guessed: nineteen' shown || fail 'the guess of the time before is not shown'
    { sleep 1; printf 'y\n'; } | at_terminal "$program reset 0a"
    grep -qF 'is as it began' shown || fail 'reset did not take a yes'
    { sleep 1; printf '\n'; } | at_terminal "$program undo 0a; $program reset 0a"
    grep -qF 'nothing was changed' shown || fail 'reset took nothing for a yes'
    at_terminal "$program lesson 1 --all" </dev/null
    grep -qF 'all true' shown || fail '--all waits'

    # next reads on up to an exercise that is still to be done, and no further.
    rm -rf copy/.reclaim
    cp "${first%/*}/untouched/0a_first.c" "$first"
    for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; echo; done | at_terminal "$program next"
    grep -qF 'Your turn' shown && grep -qF 'exercise 0a' shown || fail 'next did not lead to the exercise'
    grep -qF 'Check yourself' shown && fail 'next led past an exercise'
fi
exit "$failed"
