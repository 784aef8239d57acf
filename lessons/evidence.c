/* What a step shows: counts, events, claims. See narrator.h. */
#include "lessons/evidence.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/looking/heap.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "lessons/guess.h"
#include "lessons/narrator.h"
#include "lessons/page.h"
#include "lessons/record.h"

enum { MAX_LABELS = 32, LINE = 256, LOG = 2048 };

static struct evidence {
    char events[LOG]; /* of this step */
    int claims, wrong;
    char wrong_ids[LINE];
    /* A label of counted(): its last count and whose it was. The address may be dead: never follow
     * it. */
    struct label {
        const char *name;
        intptr_t count;
        const struct object *address;
    } labels[MAX_LABELS];
    int label_count;
    const char *step_frame; /* where the C stack was when the step began, and at its last event */
    const char *event_frame;
    struct object *thing_class;
} evidence;

void evidence_begin_step(void)
{
    evidence.events[0] = '\0';
    evidence.step_frame = evidence.event_frame = __builtin_frame_address(0);
}

size_t event_depth(void)
{
    ptrdiff_t depth = evidence.step_frame - evidence.event_frame;

    return depth > 0 ? (size_t)depth : 0;
}

static struct label *find_label(const char *name)
{
    for (int i = 0; i < evidence.label_count; i++)
        if (strcmp(evidence.labels[i].name, name) == 0)
            return &evidence.labels[i];
    if (evidence.label_count == MAX_LABELS)
        fatal("counted", "more than %d labels", MAX_LABELS);
    evidence.labels[evidence.label_count] = (struct label){.name = name};
    return &evidence.labels[evidence.label_count++];
}

static void show_count(struct label *label, intptr_t now, const char *note)
{
    char text[LINE];

    snprintf(text, sizeof text, "      references to %s   ", label->name);
    page_add(FAINT, text);
    snprintf(text, sizeof text, "%td → ", label->count);
    page_add(PLAIN, text);
    snprintf(text, sizeof text, "%td", now);
    page_add(NUMBER, text);
    page_add(HAPPENING, note);
    page_end_line();
    label->count = now;
}

intptr_t counted(const char *name, const struct object *obj)
{
    struct label *label = find_label(name);

    show_count(label, refcount(obj), "");
    label->address = obj;
    return label->count;
}

bool freed(const char *name)
{
    struct label *label = find_label(name);
    bool gone = !heap_is_alive(label->address);

    if (gone)
        show_count(label, 0, "   freed");
    return gone;
}

void event(const char *format, ...)
{
    size_t used = strlen(evidence.events);
    char text[LINE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    snprintf(evidence.events + used, sizeof evidence.events - used, "%s%s", used > 0 ? ", " : "",
             text);
    evidence.event_frame = __builtin_frame_address(0);
    page_lay(HAPPENING, "      · ", HAPPENING, text);
}

const char *happened(void)
{
    return evidence.events;
}

/* A visitor: argument points at the object that is looked for, and is emptied when it comes by. */
static void strike_out(struct object *referent, void *argument)
{
    struct object **wanted = argument;

    if (referent == *wanted)
        *wanted = NULL;
}

bool holds(struct object *owner, struct object *obj)
{
    object_traverse(owner, strike_out, &obj);
    return obj == NULL;
}

/* ---- Things -------------------------------------------------------------------------------------
 */

//! [thing]
const char *thing_name(struct object *thing)
{
    struct object *name = object_getattr(thing, "name");

    decref(name); /* the Thing keeps its name */
    return str_text(name);
}

/* Thing.__del__ */
static void thing_finalize(struct object *self)
{
    event("%s is freed", thing_name(self));
}
//! [thing]

struct object *thing_new_of(struct object *class, const char *name)
{
    struct object *self = instance_new(class), *text = str_new(name);

    object_setattr(self, "name", text);
    decref(text);
    return self;
}

struct object *thing_new(const char *name)
{
    return thing_new_of(evidence.thing_class, name);
}

void evidence_open(void)
{
    evidence.thing_class = class_new(&(struct class_spec){"Thing", .finalize = thing_finalize});
}

void evidence_close(void)
{
    clearref(&evidence.thing_class);
}

/* ---- claims -------------------------------------------------------------------------------------
 */

static void judge(const char *id, bool true_, const char *sentence)
{
    char mark[64];
    size_t used = strlen(evidence.wrong_ids);

    recording_claim(id, true_);
    snprintf(mark, sizeof mark, "    %s %s  ", true_ ? "✓" : "✗", id);
    page_lay(true_ ? GOOD : BAD, mark, true_ ? PLAIN : BAD, sentence);
    guess_claimed(id);
    evidence.claims++;
    if (true_)
        return;
    evidence.wrong++;
    snprintf(evidence.wrong_ids + used, sizeof evidence.wrong_ids - used, "%s%s",
             used > 0 ? ", " : "", id);
}

void claim_text(const char *id, const char *found, const char *expected, const char *sentence)
{
    bool same = strcmp(found, expected) == 0;

    judge(id, same, sentence);
    if (same)
        return;
    page_lay(BAD, "        expected  ", PLAIN, *expected != '\0' ? expected : "nothing");
    page_lay(BAD, "        found     ", PLAIN, *found != '\0' ? found : "nothing");
}

void claim_number(const char *id, long long found, long long expected, const char *sentence)
{
    char texts[2][32];

    snprintf(texts[0], sizeof texts[0], "%lld", found);
    snprintf(texts[1], sizeof texts[1], "%lld", expected);
    claim_text(id, texts[0], texts[1], sentence);
}

void claim(const char *id, bool condition, const char *sentence)
{
    claim_text(id, condition ? "True" : "False", "True", sentence);
}

bool evidence_is_good(void)
{
    return evidence.wrong == 0;
}

bool evidence_tally(void)
{
    char line[2 * LINE];
    const char *plural = evidence.claims == 1 ? "" : "s";
    bool good = evidence_is_good();

    if (good)
        snprintf(line, sizeof line, "%d claim%s, all true.", evidence.claims, plural);
    else
        snprintf(line, sizeof line, "%d claim%s, %d false: %s", evidence.claims, plural,
                 evidence.wrong, evidence.wrong_ids);
    page_end_line();
    page_rule("", "");
    page_lay(PLAIN, "  ", good ? GOOD : BAD, line);
    page_rule("", "");
    return good;
}
