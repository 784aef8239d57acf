/* The commands. Each returns the program's exit status. */
#ifndef RECLAIM_GRADER_COMMANDS_H
#define RECLAIM_GRADER_COMMANDS_H

#include "exercises/grader/options.h"

int command_grade(const struct options *options); /* 0 only for full marks */
int command_hint(const struct options *options);
int command_list(const struct options *options);
int command_record(const struct options *options);
/* These take their words as they are: a lesson's own options go to the lesson. */
int command_lesson(const char *build, char **words);
int command_start(const char *build);
int command_docs(const char *build);

#endif
