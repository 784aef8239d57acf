#!/usr/bin/env bash
# command-line.sh PROGRAM HONEST.c: bad input, each answered by a sentence and a status, never by a crash; machine output; other terminals.
set -u
program=$1 honest=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 1
failed=0

# expect STATUS TEXT ARGUMENT...
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" "$@" >shown 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -qF -- "$text" shown && return
    printf 'reclaim %s: expected status %s and "%s", got status %s and\n' "$*" "$wanted" "$text" "$status"
    cat shown
    failed=1
}

fail() {
    echo "$1"
    cat shown
    failed=1
}

expect 2 'The nearest is 0a' grade 0z
expect 2 'The nearest is 0a' grade frist
expect 2 'no exercise or lesson ""' grade ''
expect 2 'Did you mean "grade"' garde
expect 2 'Did you mean --seed' grade --sead 1
expect 2 'wants a number' grade 0a --seed 0
expect 2 'wants a number' grade 0a --seed 99999999999999999999999
expect 2 'wants a value' grade --json
expect 2 'cannot write' grade 0a --json /nonexistent/results.json
ln -s /dev/full device # neither a link nor a device is replaced, whoever asks
expect 2 'No space left' grade 0a --json device
[ -L device ] && [ -c /dev/full ] || { echo 'the device is gone'; failed=1; }
expect 2 'no compiler' grade 0a --cc nosuchcc
expect 2 'on or off' grade 0a --sandbox maybe
expect 2 'no file or folder' grade 0a --submission /nonexistent
expect 2 'no exercises are built' grade --build /nonexistent
expect 2 'say for which exercise' hint
expect 2 'no lesson "99"' lesson 99
expect 2 'no lesson "-1"' lesson -1
expect 2 'needs --class' grade 0a --csv marks.csv
expect 2 'holds no folders' grade --class "$scratch"
expect 0 'where you are' help
expect 0 'usage: ./reclaim grade' grade --help

# Odd submissions.
mkdir empty && expect 1 'There is no file' grade 0a --submission empty
mkdir returns && printf '// a lone return ends this line \r__asm__("nop");\n' | cat - "$honest" >returns/0a_first.c &&
    expect 1 'control character' grade 0a --submission returns
mkdir long && { printf 'int '; head -c 900000 /dev/zero | tr '\0' a; echo ' = 1;'; cat "$honest"; } >long/0a_first.c &&
    expect 1 'longer than anybody reads' grade 0a --submission long
mkdir many && { seq -f 'int name%.0f = 1;' 20000; cat "$honest"; } >many/0a_first.c &&
    expect 1 'is not in the contract' grade 0a --submission many
mkdir binary && head -c 100000 /dev/urandom >binary/0a_first.c && expect 1 '0 of 10 points' grade 0a --submission binary
mkdir blank && : >blank/0a_first.c && expect 1 'is missing' grade 0a --submission blank
mkdir link && ln -s "$honest" link/0a_first.c && expect 1 'There is no file' grade 0a --submission link
mkdir huge && head -c 2000000 /dev/zero >huge/0a_first.c && expect 1 'cannot be read' grade 0a --submission huge
mkdir pipe && mkfifo pipe/0a_first.c && expect 1 'There is no file' grade 0a --submission pipe
mkdir -p makes && cp "$honest" makes/0a_first.c && echo 'all:; touch ran' >makes/Makefile
expect 0 '10 of 10' grade 0a --submission makes
if [ -e ran ] || [ -e makes/ran ]; then fail "a submission's build file was used"; fi

# A class: names that are no good, files deep down; all the formats.
mkdir -p 'class/=cmd()' 'class/a student/mine/0a' class/absent
cp "$honest" 'class/=cmd()/0a_first.c'
cp "$honest" 'class/a student/mine/0a/0a_first.c'
expect 1 'a student' grade 0a --class class --no-valgrind --csv c.csv --json c.json --junit c.xml --verdicts c.txt
grep -qF "\"'=cmd()\",10,passed,10,10" c.csv || fail "the table for a spreadsheet is wrong: $(cat c.csv)"
grep -qF '"absent",0,not started,0,10' c.csv || fail "an absent answer is wrong: $(cat c.csv)"
if command -v python3 >/dev/null; then
    python3 -c 'import json, xml.dom.minidom as m
assert len(json.load(open("c.json"))["students"]) == 3
m.parse("c.xml")' || fail "c.json or c.xml is no JSON or XML"
fi

# What a learner prints can break neither a file nor a terminal.
cat >0a_first.c <<'END'
#include "exercises/00_start/0a_first.h"
#include "exercises/exercise.h"

struct object *another_reference(struct object *obj)
{
    printf("\033[2J<&\"'\x01\xff\xc3]]>\r\n");
    return obj;
}
END
expect 1 '\x1b[2J' grade 0a --submission 0a_first.c --json r.json --junit r.xml
grep -q $'\033' shown r.json r.xml && fail "an escape sequence got through"
if command -v python3 >/dev/null; then
    python3 -c 'import json, xml.dom.minidom as m
r = json.load(open("r.json"))
assert r["score"] == sum(t["score"] for t in r["tests"]) == 3 and len(r["tests"]) == 3
m.parse("r.xml")' || fail "r.json or r.xml is no JSON or XML"
fi

# A narrow terminal: nothing but what must be whole is wider.
COLUMNS=40 "$program" grade 0a --submission "$honest" --no-valgrind >shown 2>&1
[ "$(awk 'length > 40' shown | wc -l)" -eq 0 ] || fail "wider than 40 columns"

# The same seed, the same report.
"$program" grade 0a --submission 0a_first.c --seed 42 >one 2>&1
"$program" grade 0a --submission 0a_first.c --seed 42 >two 2>&1
cmp -s one two || fail "one seed, two reports"

# A full disk is no success; a reader who has had enough is no failure.
"$program" grade 0a --submission "$honest" --no-valgrind --json full.json >/dev/full 2>shown
[ $? -eq 2 ] && grep -qF 'cannot write' shown || fail "a full disk went by"
grep -q '"score":.*10' full.json || fail "a full disk took the results with it"
set -o pipefail
"$program" grade 0a --submission "$honest" --no-valgrind 2>shown | true || fail "a closed pipe is a failure"

# A folder for temporary files that may hold no programs: another one is taken.
mkdir noexec
# shellcheck disable=SC2016
forbidding=(unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o noexec tmpfs "$0" && exec "$@"' "$scratch/noexec")
if "${forbidding[@]}" true 2>/dev/null; then
    TMPDIR=$scratch/noexec "${forbidding[@]}" "$program" grade 0a --submission "$honest" --no-valgrind >shown 2>&1 ||
        fail "no grading where TMPDIR may hold no programs"
fi

# A project that cannot be written to: graded all the same, and said so. (bubblewrap makes one even for root.)
writable=(--ro-bind / / --dev /dev --proc /proc --bind "$scratch" "$scratch" --setenv TMPDIR "$scratch")
if command -v bwrap >/dev/null && bwrap "${writable[@]}" true 2>/dev/null; then
    bwrap "${writable[@]}" "$program" hint 0a --more >shown 2>&1 || fail "no hint"
    grep -qF 'Progress is not kept' shown || fail "did not say that progress is not kept"
fi
exit "$failed"
