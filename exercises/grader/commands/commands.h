/* The commands. Each returns the program's exit status. */
#ifndef RECLAIM_GRADER_COMMANDS_COMMANDS_H
#define RECLAIM_GRADER_COMMANDS_COMMANDS_H

#include "exercises/grader/base/options.h"
#include "exercises/grader/judge/catalogue.h"

int command_where(const struct options *options); /* no command at all */
int command_next(const struct options *options);
int command_list(const struct options *options);
int command_page(const struct options *options);
int command_grade(const struct options *options);    /* 0 only for full marks */
int command_capstone(const struct options *options); /* 0 only when it is done */
int command_hint(const struct options *options);
int command_try(const struct options *options);
int command_watch(const struct options *options); /* until it is ended */
int command_solution(const struct options *options);
int command_reset(const struct options *options);
int command_undo(const struct options *options);
int command_seeds(const struct options *options); /* 0 when all could be graded */
int command_record(const struct options *options);
int command_start(const struct options *options);
/* Takes its words as they are: a lesson's own options go to the lesson. */
int command_lesson(const char *build, char **words);

/* What the commands share. show() prints and frees; source_of() is the file that answers an
 * exercise, NULL when nothing was handed in. */
void show(struct text *text);
const char *source_of(const struct exercise *exercise, const struct options *options);

/* The one exercise that the arguments mean; gives up with a sentence when they do not. */
const struct exercise *one_exercise(const struct catalogue *catalogue,
                                    const struct options *options, const char *command);

/* Says what comes next on the path; and, after an exercise that passed (or NULL), what is the
 * learner's now. */
void show_way_on(const struct catalogue *catalogue, const struct options *options,
                 const struct exercise *passed);

/* Runs a program that has the terminal to itself: its exit status, 128 and the signal that ended
 * it, or -1. */
int run_to_its_end(char **words);

extern const char progress_is_not_kept[];

#endif
