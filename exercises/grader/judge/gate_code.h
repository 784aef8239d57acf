/* What gate.c and gate_code.c share. */
#ifndef RECLAIM_GRADER_JUDGE_GATE_CODE_H
#define RECLAIM_GRADER_JUDGE_GATE_CODE_H

#include <libelf.h>

#include "exercises/grader/judge/gate.h"

/* Adds a sentence, once. */
void gate_refuse(struct words *refusals, const char *sentence);

/* Constructors and their like, code that can change itself, system call instructions. */
void gate_check_sections(const struct exercise *exercise, Elf *elf, const char *object,
                         struct words *refusals);

#endif
