#!/usr/bin/env bash
# environment.sh ROOT CC: flags that the environment has for other projects change nothing, flags of one's own arrive whole; and what a
# machine, a compiler or a generator must be is told in one sentence.
set -u
root=$1
export CC=$2
. "$(dirname -- "${BASH_SOURCE[0]}")/copy.sh"

# configure FOLDER OPTION...
configure() { cmake -S "$root" -B "$scratch/$1" -DRECLAIM_MATRIX=other "${@:2}"; }

# The flags of a build folder's manifest of 1b.
flags() { grep -E '^(c|ld)flag ' "$scratch/$1/exercises/1b_slot/manifest"; }

expect 0 'Build files' configure clean
export CFLAGS='-O3 -flto -Werror -D_FORTIFY_SOURCE=2 -Wl,-O2,--sort-common' LDFLAGS='-Wl,-O1,--as-needed -L/nowhere'
expect 0 'Build files' configure other
flags clean >"$scratch/wanted"
[ -s "$scratch/wanted" ] || { echo 'there are no flags in the manifest'; failed=1; }
flags other | diff -u "$scratch/wanted" - || failed=1
unset CFLAGS LDFLAGS
expect 0 'Build files' configure own -DCMAKE_C_FLAGS=-DOWN=1,2 -DCMAKE_EXE_LINKER_FLAGS=-Wl,-O1,--sort-common
for flag in 'cflag -DOWN=1,2' 'ldflag -Wl,-O1,--sort-common'; do
    flags own | grep -qxF -- "$flag" || { echo "missing: $flag"; failed=1; }
done

expect 1 'The judge knows x86-64 and aarch64' configure processor '-DCMAKE_C_FLAGS=-U__x86_64__ -U__aarch64__'
expect 1 'this is FreeBSD' configure system -DCMAKE_SYSTEM_NAME=FreeBSD
if command -v ninja >/dev/null; then
    expect 1 'keeps several configurations in one folder' configure several -G 'Ninja Multi-Config'
fi
exit "$failed"
