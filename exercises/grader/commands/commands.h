/* The commands. Each returns the program's exit status. */
#ifndef RECLAIM_GRADER_COMMANDS_COMMANDS_H
#define RECLAIM_GRADER_COMMANDS_COMMANDS_H

#include "exercises/grader/base/options.h"
#include "exercises/grader/judge/catalogue.h"

int command_grade(const struct options *options);    /* 0 only for full marks */
int command_capstone(const struct options *options); /* 0 only when it is done */
int command_hint(const struct options *options);
int command_list(const struct options *options);
int command_seeds(const struct options *options); /* 0 when all could be graded */
int command_record(const struct options *options);
/* These take their words as they are: a lesson's own options go to the lesson. */
int command_lesson(const char *build, char **words);
int command_start(const char *build);

/* What the commands share. show() prints and frees; source_of() is the file that answers an
 * exercise, NULL when nothing was handed in. */
void show(struct text *text);
const char *source_of(const struct exercise *exercise, const struct options *options);

#endif
