# shellcheck shell=bash disable=SC2154,SC2034
# Sourced by the tests of the set-up: a scratch folder that goes away, and copies of the project in it.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf -- "$scratch"' EXIT
failed=0

# copy_to FOLDER [FILE...]: copies these of the project there, or all that somebody would clone.
copy_to() {
    local folder=$1
    shift
    mkdir -p -- "$folder" || exit 1
    (cd -- "$root" && tar -c --exclude=./build --exclude=./.git -- "${@:-.}") | (cd -- "$folder" && tar -x)
}

# expect STATUS TEXT COMMAND...: it ends so and says so, however the lines are broken.
expect() {
    local wanted=$1 text=$2 status
    shift 2
    "$@" >"$scratch/shown" 2>&1
    status=$?
    [ "$status" -eq "$wanted" ] && tr -s ' \n' ' ' <"$scratch/shown" | grep -qF -- "$text" && return
    printf '%q ' "$@"
    printf 'in %q: expected status %s and "%s", got status %s and\n' "$PWD" "$wanted" "$text" "$status"
    tail -n 30 -- "$scratch/shown"
    failed=1
}
