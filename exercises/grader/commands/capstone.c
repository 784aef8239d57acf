/* capstone: all seams of one learner at once. */
#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/path/standing.h"
#include "exercises/grader/report/capstone.h"
#include "exercises/grader/report/files.h"
#include "exercises/grader/walls/scratch.h"

static void refuse_what_is_not_for_it(const struct options *options)
{
    const char *no = options->class_folder != NULL ? "--class"
                     : options->csv != NULL        ? "--csv"
                     : options->junit != NULL      ? "--junit"
                     : options->verdicts != NULL   ? "--verdicts"
                                                   : NULL;

    if (no != NULL)
        give_up("capstone has no %s; it has --submission, --against, --json and --verbose.", no);
    if (options->arguments.count > 0)
        give_up("capstone is about all units at once and takes no \"%.60s\".",
                options->arguments.at[0]);
    if (options->submission != NULL && access(options->submission, F_OK) != 0)
        give_up("there is no file or folder %s.", options->submission);
}

static void add_item(cJSON *list, const char *name, bool fine, const char *note)
{
    cJSON *item = cJSON_CreateObject();

    cJSON_AddStringToObject(item, "name", name);
    cJSON_AddBoolToObject(item, "fine", fine);
    cJSON_AddStringToObject(item, "note", note);
    cJSON_AddItemToArray(list, item);
}

static void write_json(const char *path, const struct capstone *capstone)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *units = cJSON_AddArrayToObject(json, "units");
    cJSON *lessons = cJSON_AddArrayToObject(json, "lessons");

    for (size_t i = 0; i < capstone->unit_count; i++)
        add_item(units, capstone->units[i].exercise->name, capstone->units[i].own,
                 capstone->units[i].own ? "" : capstone->units[i].why);
    for (size_t i = 0; capstone->lessons != NULL && i < capstone->about.told.count; i++)
        add_item(lessons, capstone->lessons[i].course.lesson,
                 capstone->lessons[i].result.verdict == VERDICT_PASSED,
                 verdict_word(capstone->lessons[i].result.verdict));
    cJSON_AddBoolToObject(json, "compared", capstone->compared);
    cJSON_AddNumberToObject(json, "programs", (double)capstone->programs);
    cJSON_AddNumberToObject(json, "agreeing", (double)capstone->agreeing);
    cJSON *parted = cJSON_AddArrayToObject(json, "parted");
    for (size_t i = (size_t)-1; (i = capstone_next_parted(capstone, i)) != (size_t)-1;) {
        size_t at;
        cJSON_AddItemToArray(
            parted,
            cJSON_CreateString(stream_see(&capstone->conformance.stream, i, &at)->field[0]));
    }
    cJSON_AddNumberToObject(json, "open", (double)capstone->open);
    cJSON_AddBoolToObject(json, "done", capstone_done(capstone));
    json_save(path, json);
}

int command_capstone(const struct options *options)
{
    struct style style = style_of_terminal();
    struct catalogue catalogue;
    struct capstone capstone = {0};
    struct text text = {0};

    refuse_what_is_not_for_it(options);
    if (options->json != NULL)
        json_write_unfinished(options->json);
    catalogue_load(&catalogue, options->build);
    if (!catalogue_capstone(&capstone.about, options->build))
        give_up("the capstone is not built below %s. Run ./reclaim capstone.", options->build);
    bool own = options->submission == NULL && !options->against_solutions;
    const char *key = standing_key_of_capstone(&catalogue, &capstone.about);
    capstone_begin(&capstone, &catalogue, options, source_of);
    if (capstone.unit_count == 0)
        give_up("this course has no seams, so there is nothing to join.");
    report_add_units(&text, &style, &capstone);
    show(&text);
    if (capstone.own_count > 0) {
        capstone_link(&capstone, options);
        capstone_tell(&capstone);
        report_add_lessons(&text, &style, &capstone);
        show(&text);
        capstone_compare(&capstone);
        report_add_conformance(&text, &style, &capstone, options->verbose);
    }
    report_add_verdict(&text, &style, &capstone, options->verbose);
    if (capstone_done(&capstone))
        report_add_finale(&text, &style, &capstone);
    if (own && !standing_keep_capstone(&catalogue, &capstone.about, key,
                                       capstone_done(&capstone) ? 10 : 0))
        add_wrapped(&text, &style, "", 0, progress_is_not_kept);
    show(&text);
    if (options->json != NULL)
        write_json(options->json, &capstone);
    return capstone_done(&capstone) ? 0 : 1;
}
