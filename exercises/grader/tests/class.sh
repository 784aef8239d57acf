#!/usr/bin/env bash
# class.sh PROGRAM HONEST.c: a class that is stopped, in order or outright, goes on with --resume and ends with the same marks; a student who
# ends the judge is the only one who loses; names of folders say nothing of their own.
set -u
program=$1 honest=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch" || exit 1
failed=0

complain() {
    echo "$1"
    cat shown
    failed=1
}

names=(a1 a2 a3 a4 a5 a6 '=HYPERLINK("x")' $'two\nlines' $'turned\u202eround')
for name in "${names[@]}"; do
    mkdir -p "class/$name" && cp "$honest" "class/$name/0a_first.c"
done
echo 'no C' >class/a3/0a_first.c

grade() {
    "$program" grade 0a --class class --seed 5 --no-valgrind --csv "$1.csv" --junit "$1.xml" --json "$1.json" --verdicts "$1.txt" "${@:2}" >shown 2>&1
}

grade whole
[ "$(wc -l <whole.csv)" -eq $((${#names[@]} + 1)) ] || complain "a row is not one line"
grep -q "\"'=HYPERLINK" whole.csv || complain "a formula in the table"
grep -q $'\u202e' shown whole.csv whole.xml whole.json && complain "a mark of direction got through"
[ ! -e whole.csv.partial ] || complain "what was half done is still there"

# stopped SIGNAL: after the second row.
stopped() {
    grade part &
    judge=$!
    for ((i = 0; i < 500; i++)); do
        [ "$(wc -l <part.csv 2>/dev/null || echo 0)" -lt 3 ] || break
        sleep 0.01
    done
    kill "-$1" "$(pgrep -P $judge -f reclaim-program | head -n 1)" 2>/dev/null || kill "-$1" $judge
    wait $judge 2>/dev/null
}
for signal in INT KILL; do
    rm -f part.*
    stopped $signal
    [ -e part.csv.partial ] || continue # it was quicker
    head -n 3 whole.csv | cmp -s - <(head -n 3 part.csv) || complain "after SIG$signal the first rows are not there"
    printf 'student 1 5' >>part.csv.partial # what was being written
    grade part --resume
    cmp -s whole.csv part.csv && cmp -s whole.txt part.txt || complain "after SIG$signal it ends with other marks"
done

grade whole --resume && complain "it went on with nothing"
grep -q 'nothing to go on with' shown || complain "it does not say that there is nothing to go on with"
"$program" grade 0a --resume >shown 2>&1
grep -q 'needs --class' shown || complain "--resume without a class"
printf 'reclaim-class 1: another\n' >whole.csv.partial
grade whole --resume
grep -q 'another class' shown || complain "it goes on with another class"
exit "$failed"
