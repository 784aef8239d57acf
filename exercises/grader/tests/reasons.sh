#!/usr/bin/env bash
# reasons.sh PROGRAM PROJECT: what is said of a failure is what happened, and nothing else is.
set -u
program=$1 project=$2
here=$(dirname -- "${BASH_SOURCE[0]}")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
failed=0

shown() {
    COLUMNS=80 "$program" grade "$1" --submission "$scratch/$1.c" --seed 1 --sandbox off --no-valgrind --verbose 2>&1 |
        tr '\n' ' ' | tr -s ' ' >"$scratch/shown"
}

# of MISTAKE SOLUTION...: shows the verdict on a mistake of the project.
of() {
    local exercise=${1%%-*} patch
    patch=$(echo "$project"/solutions/*/mistakes/"$1".patch)
    patch -s -o "$scratch/$exercise.c" "$(dirname -- "$patch")/../$exercise.c" "$patch" || exit 1
    shown "$exercise"
}

says() { grep -qF -- "$1" "$scratch/shown" || complain "does not say: $1"; }
not() { ! grep -qF -- "$1" "$scratch/shown" || complain "says: $1"; }
complain() {
    echo "$1"
    fold -s -w 100 "$scratch/shown"
    failed=1
}

# too many, too few: each its own
of 0a_first-counts-twice
says 'One reference is handed out, so one is counted'
says 'More references were counted than handed out'
not 'borrowed reference'
of 0a_first-returns-borrowed
says 'has to be counted'
says 'You returned a borrowed reference'
not 'More references were counted'

# A crash and a loop without end: nothing of values
sed -n '1,/^ \*\//!p' "$here/hostile/null_pointer.c" >"$scratch/0a_first.c"
shown 0a_first
says 'SIGSEGV: it followed a NULL pointer.'
says '> another_reference(obj), where obj is of type'
not usually
sed -n '1,/^ \*\//!p' "$here/hostile/loops_for_ever.c" >"$scratch/0a_first.c"
shown 0a_first
says 'timed out'
not usually

# A pointer that dangles: to whom it led, and in which call that went
of 5a_tree-add-steals-the-child
says 'this object was freed already. It was the node made at 5a_tree.c:71, which went in this call: decref(hazel), so that grape'
of 5a_tree-tells-nobody
says 'It led to the node made at 5a_tree.c:70, which went in this call: decref('

# What every exercise owes
of 2c_who_holds_it-leaves-an-index-error
says 'the pending error expected none got IndexError: list index out of range'
says 'An error is left behind.'
not usually
of 1c_audit-swallows-the-error
says 'numbered failed (it gave NULL or false), and set no error.'
of 1c_audit-half-a-list
says 'squares succeeded, and left an error pending: MemoryError.'
of 2a_graph_node-visits-the-type
says 'The traverse of node visited its type.'
of 2a_graph_node-traverse-counts
says 'A traverse changed the number of references to'
of 5a_tree-weak-reference-unseen
says 'references to ReferenceType that no traverse shows expected 0 got 1'
says 'Something is owned that its owner'
of 5b_weak_cache-leaves-early
says 'it began with cache_each(cache), which is empty'
of 1b_slot-writes-behind-the-release
says 'slot_set wrote to the slot after the release'


# Numbers, not truth values
of 6b_backref_chain-asks-for-each-holder
says 'traversals of spots, 4 of each for each step expected at most'
exit "$failed"
