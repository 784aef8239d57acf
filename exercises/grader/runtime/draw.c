/* DRAW: the objects that some names reach, sent as lines (base/wire.h); report/heap.h draws them.
 *
 * Names and fields come from the library's own pictures (common/looking), types of a check's own
 * are read through their traverse. Objects are numbered as they are found, breadth first, so that
 * the same heap has the same numbers beside the solution. What is sent is bounded.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/looking/slots.h"
#include "common/objects/object.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/grader/runtime/runtime.h"

enum { TEXT_SIZE = 12288, LINE_MOST = 160, OBJECTS_MOST = 48, NAME_MOST = 32 };

struct drawing {
    char text[TEXT_SIZE];
    size_t used;
    struct object *found[OBJECTS_MOST];
    int count;
    int left_out;
    int from; /* the number of the object whose fields are being read */
    int place;
};

__attribute__((format(printf, 2, 3))) static void add(struct drawing *to, const char *format, ...);

/* One line, whole or not at all; what would end a line or a field is a question mark. */
static void add(struct drawing *to, const char *format, ...)
{
    char line[LINE_MOST];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    size_t size = strlen(line);
    if (to->used + size + 2 > sizeof to->text)
        return;
    for (size_t i = 0; i < size; i++)
        to->text[to->used++] = (unsigned char)line[i] < ' ' && line[i] != '\t' ? '?' : line[i];
    to->text[to->used++] = '\n';
    to->text[to->used] = '\0';
}

static bool is_shared(const struct object *object)
{
    return object->refcount > ATOM_REFCOUNT / 2;
}

/* The number of an object, from 1; 0: there are too many. */
static int number_of(struct drawing *to, struct object *object)
{
    for (int i = 0; i < to->count; i++)
        if (to->found[i] == object)
            return i + 1;
    if (to->count == OBJECTS_MOST) {
        to->left_out++;
        return 0;
    }
    to->found[to->count++] = object;
    return to->count;
}

/* What stands in one field: an arrow, or an atom that is everywhere the same. */
static void add_slot(const char *label, struct object *value, void *argument)
{
    struct drawing *to = argument;
    const struct object *owner = to->found[to->from - 1];
    char text[ATOM_TEXT];
    bool row = owner->type == &list_type || owner->type == &tuple_type;
    int place = to->place++;

    if (value != NULL && value == &owner->type->base)
        return; /* that an object holds its class is no news */
    snprintf(text, sizeof text, "[%d]", place);
    if (!row)
        snprintf(text, sizeof text, owner->type == &dict_type ? "[%s]" : "%s", label);
    if (value == NULL) {
        add(to, "value\t%d\t%s\tNULL", to->from, text);
    } else if (is_shared(value)) {
        char shown[ATOM_TEXT];
        atom_text(value, shown);
        add(to, "value\t%d\t%s\t%s", to->from, text, shown);
    } else {
        int number = number_of(to, value);
        if (number > 0)
            add(to, "edge\t%d\t%d\t%s", to->from, number, text);
    }
}

static void add_object(struct drawing *to, int number)
{
    struct object *object = to->found[number - 1];
    bool atom = str_check(object) || object->type == &int_type;
    char text[ATOM_TEXT] = "";

    if (atom)
        atom_text(object, text);
    add(to, "object\t%d\t%lld\t%s%s%s", number, (long long)object->refcount,
        object_type_name(object), atom ? " " : "", text);
    if (atom || (object->type->traverse == NULL && !(object->type->flags & TYPE_HEAP)))
        return;
    to->from = number;
    to->place = 0;
    each_slot(object, add_slot, to);
}

/* The next name of "slot, pair[0], item": up to the comma. */
static const char *next_name(const char *names, char *name)
{
    size_t length = 0;
    int nested = 0;

    names += strspn(names, " ");
    for (; *names != '\0' && (*names != ',' || nested > 0); names++) {
        nested += *names == '(' || *names == '[';
        nested -= *names == ')' || *names == ']';
        if (length < NAME_MOST - 1)
            name[length++] = *names;
    }
    name[length] = '\0';
    return *names == ',' ? names + 1 : names;
}

static void send(const char *kind, const char *text)
{
    record_begin(kind);
    record_text(text);
    record_end();
}

void check_show(const char *lines)
{
    send("draw", lines);
}

void check_draw(const char *names, struct object *const *objects, int count)
{
    static struct drawing drawing;
    char name[NAME_MOST];

    memset(&drawing, 0, sizeof drawing);
    for (int i = 0; i < count; i++) {
        names = next_name(names, name);
        if (objects[i] != NULL && is_shared(objects[i])) {
            char shown[ATOM_TEXT];
            atom_text(objects[i], shown);
            add(&drawing, "value\t0\t%s\t%s", name, shown);
        } else {
            add(&drawing, "name\t%d\t%s", objects[i] != NULL ? number_of(&drawing, objects[i]) : 0,
                name);
        }
    }
    for (int i = 1; i <= drawing.count; i++)
        add_object(&drawing, i);
    if (drawing.left_out > 0)
        add(&drawing, "more\t%d", drawing.left_out);
    send("heap", drawing.text);
}
