/* The sections of an object file: it has to look as a compiler makes it of plain C. */
#ifndef RECLAIM_GRADER_JUDGE_GATE_CODE_H
#define RECLAIM_GRADER_JUDGE_GATE_CODE_H

#include <libelf.h>

#include "exercises/grader/judge/gate.h"

/* One symbol table; sections that a compiler makes of plain C, each with its type and flags, so no
 * constructor, no code that can change itself and no stack that runs; no system call instruction.
 */
void gate_check_sections(const struct exercise *exercise, Elf *elf, const char *object,
                         struct words *refusals);

#endif
