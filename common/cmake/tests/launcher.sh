#!/usr/bin/env bash
# launcher.sh ROOT: what the launcher says where the cmake of this machine will not do, and that it asks no more of the environment than
# it says. Nothing is built.
set -u
root=$1
. "$(dirname -- "${BASH_SOURCE[0]}")/copy.sh"
export RECLAIM_BUILD=$scratch/build

# with_cmake LINE...: a cmake that is a script of these lines, before all others.
with_cmake() {
    mkdir -p -- "$scratch/bin"
    printf '%s\n' '#!/bin/sh' "$@" >"$scratch/bin/cmake"
    chmod +x -- "$scratch/bin/cmake"
}

export PATH=$scratch/bin:$PATH
needed=$(sed -n 's/^cmake_minimum_required(VERSION \(.*\))$/\1/p' "$root/CMakeLists.txt")
with_cmake 'echo "cmake version 3.18.4"'
expect 2 "the cmake here is 3.18.4, and $needed is needed" "$root/reclaim" start
with_cmake 'echo "pyenv: cmake: command not found" >&2; exit 127'
expect 2 "$scratch/bin/cmake does not run" "$root/reclaim" start
with_cmake '[ "$1" = --version ] && { echo "cmake version 10.1.0-rc2"; exit; }
    echo "CMake Error at common/cmake/X.cmake:1 (message):"; echo "  One sentence"; echo "  of two lines."; exit 1'
expect 2 'reclaim: One sentence of two lines.' "$root/reclaim" start
if grep -q 'All of it' "$scratch/shown"; then echo 'it said more than the sentence'; failed=1; fi

# Each of these variables once reached a compiler, make or cmake.
with_cmake '[ "$1" = --version ] && { echo "cmake version 99.0"; exit; };' \
    'env | grep -q "=canary$" && { echo "E: it has"; env | grep "=canary$"; }; exit 1'
for name in CFLAGS LDFLAGS CPATH C_INCLUDE_PATH LIBRARY_PATH CMAKE_TOOLCHAIN_FILE CMAKE_GENERATOR MAKEFLAGS; do
    expect 2 'Could not configure' env "$name=canary" "$root/reclaim" start
    if grep -q 'it has' "$scratch/shown"; then echo "$name got through"; failed=1; fi
done

mkdir -p "$scratch/directory/cmake" && ln -s "$root/reclaim" "$scratch/link"
rm -- "$scratch/bin/cmake" && PATH=$scratch/directory:$PATH
expect 0 'your last hint' env -u HOME LC_ALL=tr_TR.UTF-8 TMPDIR=/nonexistent "$scratch/link" help
expect 2 'Did you mean: ./reclaim list' env LC_ALL=tr_TR.UTF-8 "$scratch/link" LIST
exit "$failed"
