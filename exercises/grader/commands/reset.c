/* reset and undo: an exercise as it began, and the learner's file back. Nothing is ever thrown
 * away: what is replaced goes to .reclaim/backups, as 1b_slot.c.1 and so on. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercises/grader/commands/ask.h"
#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/path/standing.h"

enum { SOURCE_MOST = 1 << 20, MOST_BACKUPS = 9999 };

static const char *backup_path(const struct exercise *exercise, int number)
{
    char *folder = format("%s/backups", progress_folder(exercise->root));

    mkdir(folder, 0777);
    return format("%s/%s.%d", folder, base_name(exercise->source), number);
}

static int last_backup(const struct exercise *exercise)
{
    int number = 0;

    while (number < MOST_BACKUPS && file_exists(backup_path(exercise, number + 1)))
        number++;
    return number;
}

/* Puts `with` in the place of the learner's file, which is kept first where there is one. Returns
 * the path of what was kept, or NULL. */
static const char *replace(const struct exercise *exercise, const struct text *with)
{
    struct text mine = {0};
    const char *backup = NULL;

    if (file_read(exercise->source, SOURCE_MOST, &mine)) {
        backup = backup_path(exercise, last_backup(exercise) + 1);
        if (!file_write(backup, text_of(&mine), mine.size))
            give_up("cannot keep your file as %s: %s. Nothing was changed.", backup,
                    strerror(errno));
    } else if (access(exercise->source, F_OK) == 0) {
        give_up("%s cannot be read, so it could not be kept. Nothing was changed.",
                exercise->source);
    }
    if (!file_write(exercise->source, text_of(with), with->size))
        give_up("cannot write %s: %s. Nothing was changed.", exercise->source, strerror(errno));
    return backup;
}

static bool same_as_mine(const struct exercise *exercise, const struct text *other)
{
    struct text mine = {0};
    bool same = file_read(exercise->source, SOURCE_MOST, &mine) && mine.size == other->size &&
                memcmp(text_of(&mine), text_of(other), mine.size) == 0;

    text_free(&mine);
    return same;
}

static void agree_or_stop(const struct exercise *exercise, const struct options *options)
{
    struct style style = style_of_terminal();
    char *answer = NULL;

    if (options->yes)
        return;
    if (!can_ask())
        give_up("there is nobody to ask here. ./reclaim reset %s --yes does it; your file is kept.",
                exercise->id);
    ask(&style,
        format("%s as it began? Yours is kept, ./reclaim undo %s has it back. [y/N] ",
               path_in_project(exercise, exercise->source), exercise->id),
        &answer);
    if (strcasecmp(answer, "y") != 0 && strcasecmp(answer, "yes") != 0)
        give_up("nothing was changed.");
}

static void say_kept(const struct exercise *exercise, const char *what, const char *backup)
{
    struct style style = style_of_terminal();
    struct text text = {0};

    add_wrapped(&text, &style, "", 0,
                format("%s %s.%s", path_in_project(exercise, exercise->source), what,
                       backup == NULL
                           ? ""
                           : format(" What was there is %s; ./reclaim undo %s has it back.",
                                    path_in_project(exercise, backup), exercise->id)));
    show(&text);
}

int command_reset(const struct options *options)
{
    struct catalogue catalogue;
    struct text first = {0};

    catalogue_load(&catalogue, options->build);
    const struct exercise *exercise = one_exercise(&catalogue, options, "reset");
    if (!file_read(untouched_path(exercise), SOURCE_MOST, &first))
        give_up("there is no %s to begin with again.", untouched_path(exercise));
    if (same_as_mine(exercise, &first)) {
        say_kept(exercise, "is as it began", NULL);
        return 0;
    }
    agree_or_stop(exercise, options);
    say_kept(exercise, "is as it began", replace(exercise, &first));
    return 0;
}

int command_undo(const struct options *options)
{
    struct catalogue catalogue;
    struct text kept = {0};

    catalogue_load(&catalogue, options->build);
    const struct exercise *exercise = one_exercise(&catalogue, options, "undo");
    int number = last_backup(exercise);
    if (number == 0 || !file_read(backup_path(exercise, number), SOURCE_MOST, &kept))
        give_up("nothing of %s was replaced, so there is nothing to undo.", exercise->id);
    say_kept(exercise, "is what it was before", replace(exercise, &kept));
    return 0;
}
