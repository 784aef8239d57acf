/* See page_heap.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "exercises/grader/commands/page_heap.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/walls/run.h"

static const char *text_in(const cJSON *object, const char *name)
{
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItem(object, name));

    return value != NULL ? value : "";
}

static int number_in(const cJSON *object, const char *name)
{
    const cJSON *number = cJSON_GetObjectItem(object, name);

    return cJSON_IsNumber(number) ? number->valueint : 0;
}

/* The place of an object in a heap, from 1 on; 0: it is not in it. */
static int place_of(const cJSON *objects, const cJSON *number)
{
    const cJSON *object;
    int place = 0;

    cJSON_ArrayForEach(object, objects)
    {
        place++;
        if (cJSON_IsNumber(number) && number_in(object, "n") == number->valueint)
            return place;
    }
    return 0;
}

/* The items of a list have no names of their own. */
static const char *label_of(const cJSON *slot, int item)
{
    const char *label = cJSON_GetStringValue(cJSON_GetArrayItem(slot, 0));

    return label != NULL && *label != '\0' ? label : format("[%d]", item);
}

static void add_slots(struct text *to, const cJSON *objects, const cJSON *object, int from)
{
    const cJSON *slot;
    int item = 0;

    cJSON_ArrayForEach(slot, cJSON_GetObjectItem(object, "slots"))
    {
        const char *label = label_of(slot, item++);
        const cJSON *target = cJSON_GetArrayItem(slot, 1);
        if (cJSON_IsNumber(target))
            text_format(to, "edge\t%d\t%d\t%s\n", from, place_of(objects, target), label);
        else
            text_format(to, "value\t%d\t%s\t%s\n", from, label,
                        cJSON_IsString(target) ? target->valuestring : "NULL");
    }
}

static char *heap_text(const cJSON *heap)
{
    const cJSON *objects = cJSON_GetObjectItem(heap, "objects"), *each;
    struct text text = {0};
    int place = 0;

    cJSON_ArrayForEach(each, cJSON_GetObjectItem(heap, "names"))
    {
        if (cJSON_IsString(each))
            text_format(&text, "value\t0\t%s\t%s\n", each->string, each->valuestring);
        else
            text_format(&text, "name\t%d\t%s\n", place_of(objects, each), each->string);
    }
    cJSON_ArrayForEach(each, objects)
    {
        text_format(&text, "object\t%d\t%d\t%s%s\n", ++place, number_in(each, "count"),
                    text_in(each, "type"),
                    cJSON_IsTrue(cJSON_GetObjectItem(each, "lost")) ? ", lost" : "");
        add_slots(&text, objects, each, place);
    }
    text_format(&text, "more\t%d\n", number_in(heap, "more"));
    return copy_of(text_of(&text), text.size);
}

/* The heap that is written in the recording when so many steps are done. */
static char *heap_after(FILE *recording, int step)
{
    char *line = NULL, *found = NULL;
    size_t size = 0;
    cJSON *heap = NULL;

    while (step > 0 && getline(&line, &size, recording) > 0) {
        cJSON *record = cJSON_Parse(line);
        const char *kind = text_in(record, "k");
        step -= strcmp(kind, "done") == 0;
        if (strcmp(kind, "heap") == 0) {
            cJSON_Delete(heap);
            heap = record;
        } else {
            cJSON_Delete(record);
        }
    }
    if (step == 0 && heap != NULL && cJSON_GetArraySize(cJSON_GetObjectItem(heap, "objects")) > 0)
        found = heap_text(heap);
    cJSON_Delete(heap);
    free(line);
    return found;
}

/* Whether a file was made after the program that makes it. */
static bool is_newer(const char *file, const char *program)
{
    struct stat made, maker;

    return stat(file, &made) == 0 && stat(program, &maker) == 0 && made.st_mtime > maker.st_mtime;
}

/* Runs the lesson once more, for its recording alone; what is cut off half-way does not count. */
static bool record(const char *program, const char *file)
{
    char *unfinished = format("%s.%d", file, (int)getpid());
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
    const char *const argv[] = {program, "--all", "--record", unfinished, NULL};
    struct run run = {.argv = argv,
                      .environment = environment,
                      .limits = {.cpu = 60, .wall = 120, .memory = 0, .file = (size_t)64 << 20}};

    run_start(&run);
    run_wait(&run);
    bool good = !run.failed_to_start && run.status == 0;
    run_free(&run);
    good = good && rename(unfinished, file) == 0;
    if (!good)
        unlink(unfinished);
    return good;
}

char *page_heap(const struct reader *reader, int step)
{
    const char *program = format("%s/lessons/lesson_%.2s", reader->build, reader->lesson);
    const char *path =
        format("%s/lesson_%.2s.jsonl", progress_folder(reader->root), reader->lesson);

    if (!is_newer(path, program) && !record(program, path))
        return NULL;
    FILE *recording = fopen(path, "r");
    if (recording == NULL)
        return NULL;
    char *heap = heap_after(recording, step);
    fclose(recording);
    return heap;
}
