/* What the judge reads from strangers, byte by byte: one function for each parser. With libFuzzer
 * they are LLVMFuzzerTestOneInput; run.c calls them with the files of the corpora, which once were
 * findings or are what such a file looks like. */
#ifndef RECLAIM_GRADER_TESTS_FUZZ_H
#define RECLAIM_GRADER_TESTS_FUZZ_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

/* 0, unless it never comes back. */
int fuzz_stream(const uint8_t *bytes, size_t size);
int fuzz_answers(const uint8_t *bytes, size_t size);
int fuzz_source(const uint8_t *bytes, size_t size);
int fuzz_object(const uint8_t *bytes, size_t size);

#endif
