#!/usr/bin/env bash
# fuzz.sh PARSER SECONDS [FOLDER]: libFuzzer on one of stream, answers, source, object, begun with its corpus. Findings and what it
# learns stay in FOLDER (.). Needs clang and libclang-rt-dev. No test: what it once found is in the corpora, which are.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
parser=$1 seconds=$2 folder=${3:-.}
grader=$(cd "$here/../.." && pwd)
root=$(cd "$grader/../.." && pwd)
mkdir -p "$folder/$parser"
cd "$folder"
clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -rdynamic -D_GNU_SOURCE \
    "-Dfuzz_$parser=LLVMFuzzerTestOneInput" "-I$root" -o "fuzz-$parser" "$here/parsers.c" \
    "$grader"/judge/{stream,answers,source,source_lines,gate,gate_code,gate_names,verdict,owed,catalogue}.c \
    "$grader"/walls/{run,limits,enclose,filter}.c "$grader"/base/{harmless,text}.c -Wl,--wrap=give_up -lelf -lseccomp
export ASAN_OPTIONS=detect_leaks=0 # the judge ends soon enough: what adds up is no finding, one large block is
exec "./fuzz-$parser" -max_total_time="$seconds" -fork=1 -ignore_ooms=1 -malloc_limit_mb=500 -detect_leaks=0 -rss_limit_mb=2000 -max_len=100000 \
    -artifact_prefix="finding-$parser-" "$parser" "$here/$parser"
