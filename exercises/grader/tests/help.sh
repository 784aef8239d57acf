#!/usr/bin/env bash
# help.sh PROGRAM PROJECT: the help, the man page and the completions, all of one table: each command and option of the program is in it,
# and what is made of it is what man and the shells can read.
set -u
program=$1 project=$2
help=$project/exercises/grader/commands/help.sh
table=$project/exercises/grader/commands/commands.txt
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
failed=0

fail() {
    echo "$1"
    failed=1
}

# Every command has help, here and through the program; none is wider than its terminal.
for command in $("$help" --names); do
    said=$("$project/reclaim" "$command" --help 2>&1) || fail "no help for $command"
    [[ $said == "usage: ./reclaim $command"* ]] || fail "the help for $command begins with: ${said:0:60}"
    said=$(COLUMNS=40 "$help" "$command" 2>/dev/null </dev/null | awk 'length > 40 && !/^usage/')
    [ -z "$said" ] || [ -t 2 ] || fail "wider than 40 columns: $said"
done

said=$("$program" grade --help 2>&1)
[[ $said == 'usage: ./reclaim grade'* ]] || fail "the program says: ${said:0:60}"

# Options: what the table names is taken, and what the program takes is named, but for what its own tests need.
named=$(sed -n 's/^option \(--[a-z-]*\).*/\1/p' "$table" | sort -u)
taken=$(sed -n 's/^    {"\(--[a-z-]*\)", set_.*/\1/p' "$project/exercises/grader/commands/main.c" | sort -u)
versions=$(sed -n 's/.*add_argument("\(--[a-z-]*\)".*/\1/p' "$project/lessons/versions/lab.py")
for option in $taken; do
    case $option in --build | --seeds | --no-gate | --no-filter | --no-lessons) continue ;; esac
    grep -qxF -- "$option" <<<"$named" || fail "$option is not in commands.txt"
done
for option in $named; do
    case $option in --act | --step | --pictures | --transcript) continue ;; esac # of the lessons
    grep -qxF -- "$option" <<<"$taken"$'\n'"$versions" || fail "there is no option $option"
done
for option in --act --step --pictures --transcript --all; do
    grep -qF -- "\"$option\"" "$project/lessons/narrator.c" || fail "lessons have no $option"
done

# man
"$help" --man >"$scratch/reclaim.1" || fail 'no man page'
if command -v man >/dev/null && command -v groff >/dev/null; then
    said=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man -l --warnings "$scratch/reclaim.1" 2>&1 >"$scratch/page")
    [ -z "$said" ] || fail "man complains: $said"
    grep -q 'page LESSON' "$scratch/page" || fail 'the man page does not have its commands'
    grep -q 'section NAME' "$scratch/page" || fail 'the man page does not have its options'
else
    echo 'Left out, for want of man or groff: the man page'
fi

# bash
"$help" --completion bash >"$scratch/reclaim.bash"
bash -n "$scratch/reclaim.bash" || fail 'bash cannot read its completion'
# completed LINE WORD...: the words that bash offers.
completed() {
    bash -c 'source "$0"; complete -p ./reclaim >/dev/null || exit 1
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _reclaim; echo "${COMPREPLY[*]}"' "$scratch/reclaim.bash" "$@"
}
[ "$(completed ./reclaim cap)" = capstone ] || fail 'bash does not complete a command'
[ "$(completed ./reclaim hint 1)" = '1a 1b 1c 1d' ] || fail 'bash does not complete an exercise'
[ "$(completed ./reclaim page --s)" = --section ] || fail 'bash does not complete an option'

if command -v zsh >/dev/null; then
    "$help" --completion zsh >"$scratch/_reclaim"
    zsh -n "$scratch/_reclaim" || fail 'zsh cannot read its completion'
    zsh -fc 'autoload -U compinit; compinit -u -d "$1"; source "$2"; [[ $_comps[reclaim] = _reclaim ]]' zsh "$scratch/dump" "$scratch/_reclaim" ||
        fail 'zsh does not take its completion'
else
    echo 'Left out, for want of it: zsh'
fi
if command -v fish >/dev/null; then
    "$help" --completion fish >"$scratch/reclaim.fish"
    fish -n "$scratch/reclaim.fish" || fail 'fish cannot read its completion'
    # shellcheck disable=SC2016
    [ "$(HOME=$scratch fish -c 'source $argv[1]; complete -C "reclaim caps" | string split -f1 \t' "$scratch/reclaim.fish")" = capstone ] ||
        fail 'fish does not complete a command'
    # shellcheck disable=SC2016
    HOME=$scratch fish -c 'source $argv[1]; complete -C "reclaim hint 1"' "$scratch/reclaim.fish" | grep -q '^1b' || fail 'fish does not complete an exercise'
else
    echo 'Left out, for want of it: fish'
fi
exit "$failed"
