#!/usr/bin/env bash
# try.sh PROGRAM TRY_LINES PROJECT CC: ./reclaim try on files that work, that do their worst, that are none; and tracing of lines, on all C
# files that there are.
set -u
program=$1 try_lines=$2 project=$3 cc=$4
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
export TMPDIR=$scratch LC_ALL=C.UTF-8 COLUMNS=80
cd -- "$scratch" || exit 1
failed=0

# expect STATUS TEXT ARGUMENT...: the program ends so and says so.
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" try "$@" >shown 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && grep -qF -- "$text" shown && return
    printf 'reclaim try %s: expected status %s and "%s", got status %s and\n' "$*" "$wanted" "$text" "$status"
    cat shown
    failed=1
}

# mine BODY: a file whose try() has that body.
mine() {
    printf '#include "try.h"\nvoid try(void)\n{\n%s\n}\n' "$1" >mine.c
}

expect 0 'At the end nothing is left.' "$project/exercises/try/example.c"
for line in 'list 1: 1 -> 2' 'a is held by list 2' '│ [0]' 'list 2: 1 -> gone' '| collected: 2' 'made at example.c:6'; do
    grep -qF -- "$line" shown || { echo "the example does not show: $line"; cat shown; failed=1; }
done
LC_ALL=C expect 0 '| [0]' "$project/exercises/try/example.c"

mine '    struct object *lost = list_new(0);
    for (int i = 0; i < 1000; i++)
        decref(str_new("kiwi"));
    GROWTH();
    (void)lost;'
expect 0 'Still alive at the end:' mine.c
grep -qF '1 list object, made at mine.c:4' shown || grep -qF '1 list, made at mine.c:4' shown || { cat shown; failed=1; }
mine '    struct object *list = NULL;
    list->refcount++;'
expect 1 'mine.c:5, in try' mine.c
mine '    for (;;)
        ;'
expect 1 'timed out' mine.c
mine '    exit(0);'
expect 1 'exit' mine.c
mine '    int x = nosuch;'
expect 1 '^' mine.c
printf '#include "try.h"\n' >mine.c
expect 1 'try' mine.c
expect 2 'there is no file missing.c' missing.c
expect 2 'has to end in .c' "$project/README.md"
expect 2 'say which file'
mkdir folder.c
expect 2 'there is no file folder.c' folder.c
[ -z "$(find . -maxdepth 1 -name 'reclaim-*')" ] || { echo 'something is left:'; ls; failed=1; }

# Every statement is where it was for the compiler: all files still compile, and most lines are traced.
traced=0
for file in "$project"/common/*/*.c "$project"/solutions/*/*.c "$project"/lessons/*.c "$project"/exercises/grader/{report,judge,commands,base}/*.c; do
    folder=$(dirname -- "$file")
    { echo 'void try_line(int line);'; "$try_lines" <"$file"; } >traced.c
    traced=$((traced + $(grep -c 'try_line([0-9]' traced.c)))
    "$cc" -std=c17 -fsyntax-only -D_GNU_SOURCE -DRECLAIM_LIBRARY=1 -DRECLAIM_ROOT='""' -I"$project" -iquote "$folder" \
        -iquote "$project/exercises/$(basename -- "$folder")" -include "$project/common/objects/object.h" traced.c 2>errors || {
        "$cc" -std=c17 -fsyntax-only -D_GNU_SOURCE -DRECLAIM_LIBRARY=1 -DRECLAIM_ROOT='""' -I"$project" -iquote "$folder" \
            -iquote "$project/exercises/$(basename -- "$folder")" -include "$project/common/objects/object.h" "$file" 2>/dev/null || continue
        echo "$file does not compile with its lines traced:"
        head -5 errors
        failed=1
    }
done
[ "$traced" -gt 3000 ] || { echo "only $traced lines of all were traced"; failed=1; }
exit "$failed"
