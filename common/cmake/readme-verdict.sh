#!/usr/bin/env bash
# readme-verdict.sh RECLAIM-PROGRAM README: the verdict that README shows is the one that its answer gets.
set -eu
export LC_ALL=C.UTF-8 # the README shows arrows
program=$1 readme=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/0a_first.c" <<'END'
#include "exercises/00_start/0a_first.h"

struct object *another_reference(struct object *obj)
{
    return obj;
}
END
sed -n '/^0a  first/,/^```$/p' "$readme" | sed '$d' >"$work/shown"
seed=$(sed -n 's/.*--seed //p' "$work/shown")
"$program" grade 0a --seed "$seed" --submission "$work/0a_first.c" >"$work/real" || true
diff -u --label README.md "$work/shown" --label "./reclaim grade 0a --seed $seed" "$work/real"
