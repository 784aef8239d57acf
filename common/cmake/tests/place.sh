#!/usr/bin/env bash
# place.sh ROOT: a copy in an oddly named folder is built and graded; where that cannot be, one sentence says which character is in the
# way, before anything is built.
set -u
root=$1
. "$(dirname -- "${BASH_SOURCE[0]}")/copy.sh"

copy_to "$scratch/My Course (2024) C++ [a], it's 50% off & çok güzel"
mkdir "$scratch/a tmp" && export TMPDIR="$scratch/a tmp"
cd -- "$scratch"/My* || exit 1
expect 0 'Build files' cmake --preset dev
expect 0 'Built target' cmake --build --preset dev --target reclaim-program --target checks_0a_first --target reference_0a_first
expect 0 '10 of 10 points' build/dev/exercises/grader/reclaim-program grade 0a --against solutions

for character in '"' '#' '$' ':' ';' '<' '=' '>' '`' '|' '[' ']' $'\t' $'\n'; do
    case $character in
        [][]) says='a bracket without its other half' ;;
        [$'\t\n']) says='a tab or line end' ;;
        *) says="a $character" ;;
    esac
    copy_to "$scratch/${character}x" ./CMakeLists.txt ./CMakePresets.json ./common/cmake
    cd -- "$scratch/${character}x" || exit 1
    expect 1 "There is $says in the path" cmake --preset dev
    if grep -q 'compiler identification' "$scratch/shown"; then echo "$says: something was built"; failed=1; fi
done
copy_to "$scratch/\\x" ./reclaim ./CMakeLists.txt ./CMakePresets.json ./common/cmake
cd -- "$scratch/\\x" && expect 2 'there is a \ in the path' ./reclaim start
exit "$failed"
