/* A run as data. See record.h; what happens inside a collection is in collection.c. */
#define _GNU_SOURCE
#include "lessons/record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lessons/narrator.h"
#include "lessons/page.h"
#include "lessons/record_internal.h"

enum { MAX_VARIABLES = 16, VERSION = 1 };

FILE *recording;

static struct record {
    const char *file;
    struct heap heap;
    char *last; /* the heap as it was recorded last */
    struct variable {
        const char *name;
        struct object **place;
    } variables[MAX_VARIABLES];
    int variable_count;
} record;

static void begin(const char *kind)
{
    fprintf(recording, "{\"k\":\"%s\"", kind);
}

static void field(const char *name, const char *text)
{
    fprintf(recording, ",\"%s\":", name);
    heap_write_text(recording, text);
}

static void end(void)
{
    fputs("}\n", recording);
}

/* ---- beginning and end --------------------------------------------------------------------------
 */

static void record_line(const char *line)
{
    begin("line");
    field("text", line);
    end();
}

void recording_open(const char *file, const char *number, const char *title, const char *question)
{
    record.file = file;
    if (file == NULL)
        return;
    recording = fopen(file, "w");
    if (recording == NULL) {
        complain("cannot write %s: %s", file, strerror(errno));
        exit(2);
    }
    begin("recording");
    fprintf(recording, ",\"version\":%d", VERSION);
    field("lesson", number);
    field("title", title);
    field("question", question);
    end();
    page_listen(record_line);
}

static void write_choices(const struct question *question)
{
    int order[MOST_CHOICES], count = question_order(question, order), right = 0;

    fputs(",\"choices\":[", recording);
    for (int i = 0; i < count; i++) {
        const struct choice *choice = &question->choices[order[i]];
        right = order[i] == 0 ? i : right;
        fputs(i > 0 ? ",{\"text\":" : "{\"text\":", recording);
        heap_write_text(recording, choice->text);
        field("claim", choice->claim);
        field("because", choice->because == NULL ? "" : choice->because);
        fputc('}', recording);
    }
    fprintf(recording, "],\"right\":%d", right);
}

static void write_question(const char *kind, const struct question *question)
{
    begin(kind);
    if (question != NULL) {
        field("kind", question->kind == WHY ? "why" : "what");
        field("ask", question->ask);
        field("typed", question->typed == NULL ? "" : question->typed);
        write_choices(question);
    }
    end();
}

bool recording_close(const struct question *const at_end[], int count)
{
    if (recording == NULL)
        return true;
    page_listen(NULL);
    if (record.variable_count > 0) {
        collection_watch(false);
        heap_end();
    }
    for (int i = 0; i < count; i++)
        write_question("question", at_end[i]);
    begin("end");
    end();
    bool good = ferror(recording) == 0;
    if (fclose(recording) != 0)
        good = false;
    recording = NULL;
    free(record.last);
    record.last = NULL;
    if (!good)
        complain("cannot write all of %s: %s", record.file, strerror(errno));
    return good;
}

/* ---- what happens -------------------------------------------------------------------------------
 */

void recording_act(const char *title)
{
    if (recording == NULL)
        return;
    begin("act");
    field("title", title);
    end();
}

void recording_step(void)
{
    if (recording == NULL)
        return;
    begin("step");
    end();
    collection_begin_step();
}

void recording_end_step(void)
{
    if (recording == NULL)
        return;
    collection_end_step();
    recording_heap();
    begin("done");
    end();
}

void recording_ask(const struct question *question)
{
    if (recording == NULL)
        return;
    recording_heap();
    write_question("ask", question);
}

void recording_claim(const char *id, bool is_true)
{
    if (recording == NULL)
        return;
    recording_heap();
    begin("claim");
    field("id", id);
    fprintf(recording, ",\"true\":%s", is_true ? "true" : "false");
    end();
}

/* ---- the heap -----------------------------------------------------------------------------------
 */

/* A lesson without names has no heap to show, and may be about memory itself: nothing is numbered
 * or watched before the first name. */
void variable(const char *name, struct object **place)
{
    if (recording != NULL && record.variable_count == 0) {
        heap_begin();
        collection_watch(true);
    }
    if (record.variable_count == MAX_VARIABLES)
        fatal("variable", "more than %d variables", MAX_VARIABLES);
    record.variables[record.variable_count++] = (struct variable){name, place};
}

bool recording_shows(const struct object *obj)
{
    return heap_shows(&record.heap, obj);
}

/* The heap as text, to be freed. */
static char *heap_now(void)
{
    struct heap_name names[MAX_VARIABLES];
    char *text = NULL;
    size_t size;

    for (int i = 0; i < record.variable_count; i++)
        names[i] = (struct heap_name){record.variables[i].name, *record.variables[i].place};
    FILE *out = open_memstream(&text, &size);
    if (out == NULL || !heap_write(&record.heap, out, names, (size_t)record.variable_count) ||
        fclose(out) != 0)
        fatal("record", "no memory to record the heap");
    return text;
}

/* What was freed since the last record is a change only together with the rest. */
static bool same_heap(const char *a, const char *b)
{
    size_t size = (size_t)(strstr(a, ",\"freed\":[") - a);

    return b != NULL && strncmp(a, b, size + 1) == 0;
}

void recording_heap(void)
{
    if (recording == NULL || record.variable_count == 0)
        return;
    char *now = heap_now();
    if (same_heap(now, record.last)) {
        free(now);
        return;
    }
    fprintf(recording, "{\"k\":\"heap\",%s}\n", now);
    free(record.last);
    record.last = now;
}
