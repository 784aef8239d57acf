/* See path.h. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/path/path.h"
#include "exercises/grader/path/progress.h"

static struct step *add_step(struct path *path, enum step_kind kind)
{
    path->steps = reallocarray(path->steps, path->count + 1, sizeof path->steps[0]);
    if (path->steps == NULL)
        give_up("this machine has no memory left.");
    path->steps[path->count] = (struct step){.kind = kind, .lesson = ""};
    return &path->steps[path->count++];
}

static void add_section(struct path *path, const struct exercise *of, const struct section *section)
{
    struct step *step = add_step(path, STEP_SECTION);

    step->lesson = of->lesson;
    step->id = section->id;
    step->title = section->title;
    step->section = section;
    step->command =
        format("./reclaim page %d --section %s", atoi(of->lesson), section_word(section));
    step->done = progress_get(of->root, "read", section->id) > 0;
}

static void add_exercise(struct path *path, const struct exercise *exercise)
{
    struct step *step = add_step(path, STEP_EXERCISE);

    step->lesson = exercise->lesson;
    step->id = exercise->id;
    step->title = exercise_words(exercise);
    step->exercise = exercise;
    step->command = format("./reclaim grade %s", exercise->id);
}

/* Those of a lesson that no section names. */
static void add_unplaced(struct path *path, size_t first, size_t end, const struct words *placed)
{
    for (size_t i = first; i < end; i++)
        if (!words_have(placed, path->catalogue->exercises[i].id))
            add_exercise(path, &path->catalogue->exercises[i]);
}

/* The exercises first .. end - 1 are of one lesson. */
static void add_lesson(struct path *path, size_t first, size_t end)
{
    const struct exercise *exercises = path->catalogue->exercises;
    struct sections *sections = allocate(1, sizeof *sections);
    struct words placed = {0};
    bool all = false;

    if (!sections_read(sections, exercises[first].root, exercises[first].lesson))
        sections->count = 0;
    for (size_t i = 0; i < sections->count; i++)
        words_add_all(&placed, &sections->at[i].exercises);
    for (size_t i = 0; i < sections->count; i++) {
        const struct section *section = &sections->at[i];
        add_section(path, &exercises[first], section);
        for (size_t k = first; k < end; k++)
            if (words_have(&section->exercises, exercises[k].id))
                add_exercise(path, &exercises[k]);
        if (!all && strstr(section->id, "-exercises") != NULL) {
            add_unplaced(path, first, end, &placed);
            all = true;
        }
    }
    if (!all)
        add_unplaced(path, first, end, &placed);
}

static void add_capstone(struct path *path)
{
    struct exercise *about = allocate(1, sizeof *about);

    if (!catalogue_capstone(about, path->catalogue->build))
        return;
    struct step *step = add_step(path, STEP_CAPSTONE);
    step->id = step->title = "capstone";
    step->exercise = about;
    step->command = "./reclaim capstone";
}

/* What its lesson says before an exercise that passed has been read, wherever that was. */
static void leave_behind(struct path *path)
{
    const char *lesson = NULL; /* of the latest that passed */

    for (size_t i = path->count; i-- > 0;) {
        struct step *step = &path->steps[i];
        if (step->kind == STEP_EXERCISE && step->done)
            lesson = step->lesson;
        if (step->kind == STEP_SECTION && lesson != NULL && strcmp(step->lesson, lesson) == 0)
            step->done = true;
    }
}

void path_load(struct path *path, const struct catalogue *catalogue, const struct options *options,
               bool derive)
{
    *path = (struct path){.catalogue = catalogue};
    for (size_t first = 0, end; first < catalogue->count; first = end) {
        for (end = first + 1;
             end < catalogue->count &&
             strcmp(catalogue->exercises[end].lesson, catalogue->exercises[first].lesson) == 0;)
            end++;
        add_lesson(path, first, end);
    }
    add_capstone(path);
    for (size_t i = 0; i < path->count; i++) {
        struct step *step = &path->steps[i];
        if (step->kind == STEP_EXERCISE)
            step->standing = standing_of(step->exercise, options, derive);
        else if (step->kind == STEP_CAPSTONE)
            step->standing = standing_of_capstone(catalogue, step->exercise);
        step->done = step->done || (step->kind != STEP_SECTION && standing_passed(&step->standing));
    }
    leave_behind(path);
}

static const struct step *first_undone(const struct path *path, bool exercises_alone)
{
    const struct step *stretch = NULL, *last = NULL;

    for (size_t i = 0; i < path->count; i++) {
        const struct step *step = &path->steps[i];
        if (step->done || (exercises_alone && step->kind != STEP_EXERCISE))
            continue;
        if (step->kind == STEP_CAPSTONE)
            last = step;
        else if (step->kind == STEP_SECTION || !step->exercise->star)
            return step;
        else if (stretch == NULL)
            stretch = step;
    }
    return stretch != NULL ? stretch : last;
}

const struct step *path_next(const struct path *path)
{
    return first_undone(path, false);
}

const struct step *path_next_exercise(const struct path *path)
{
    const struct step *next = first_undone(path, true);

    for (const struct step *step = path->steps; next == NULL; step++)
        next = step->kind == STEP_EXERCISE ? step : NULL;
    return next;
}

const struct step *path_find(const struct path *path, const char *id)
{
    for (size_t i = 0; i < path->count; i++)
        if (path->steps[i].kind != STEP_SECTION && strcmp(path->steps[i].id, id) == 0)
            return &path->steps[i];
    return NULL;
}

const struct step *path_exercise_before(const struct path *path, const struct step *step)
{
    while (step-- > path->steps)
        if (step->kind == STEP_EXERCISE)
            return step;
    return NULL;
}

const struct step *path_exercise_after(const struct path *path, const struct step *step)
{
    while (++step < path->steps + path->count)
        if (step->kind == STEP_EXERCISE)
            return step;
    return NULL;
}

const char *step_name(const struct step *step)
{
    switch (step->kind) {
    case STEP_SECTION: return format("\"%s\" in lesson %d", step->title, atoi(step->lesson));
    case STEP_EXERCISE:
        return format("exercise %s %s%s", step->id, step->title,
                      step->exercise->star ? " (stretch)" : "");
    default: return "the capstone";
    }
}

bool path_keep_read(const struct path *path, const char *section)
{
    return progress_set(path->catalogue->exercises[0].root, "read", section, 1);
}
