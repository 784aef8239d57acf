/* DRAW: the heap as a tree of lines, for the reader of a failure.
 *
 *     slot --> Slot, 1 reference
 *                +-> str 'kiwi', 2 references
 *     item --> str 'kiwi', drawn above
 *
 * It reads through each type's traverse, as the collector will. What it shows is bounded in depth
 * and size.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/objects/object.h"
#include "common/types/atoms.h"
#include "exercises/grader/runtime/runtime.h"

enum { TEXT_SIZE = 8192, OBJECTS_MOST = 64, DEPTH_MOST = 6, NAME_MOST = 32 };

struct drawing {
    char text[TEXT_SIZE];
    size_t used;
    const struct object *seen[OBJECTS_MOST];
    int seen_count;
    const struct type *inside; /* the type of the object whose referents are being drawn */
    int depth;
    int indent;
};

__attribute__((format(printf, 2, 3))) static void add(struct drawing *to, const char *format, ...);

static void add(struct drawing *to, const char *format, ...)
{
    size_t room = sizeof to->text - to->used;
    va_list arguments;

    va_start(arguments, format);
    int n = vsnprintf(to->text + to->used, room, format, arguments);
    va_end(arguments);
    to->used = (size_t)n < room ? to->used + (size_t)n : sizeof to->text - 1;
}

static bool is_new(struct drawing *to, const struct object *object)
{
    for (int i = 0; i < to->seen_count; i++)
        if (to->seen[i] == object)
            return false;
    if (to->seen_count < OBJECTS_MOST)
        to->seen[to->seen_count++] = object;
    return true;
}

static void add_name(struct drawing *to, const struct object *object)
{
    add(to, "%s", object_type_name(object));
    if (object->type == &int_type)
        add(to, " %lld", int_value(object));
    else if (object->type == &str_type)
        add(to, " '%.40s'", str_text(object));
}

static void add_object(struct drawing *to, struct object *object);

static void add_child(struct object *referent, void *argument)
{
    struct drawing *to = argument;

    if (to->seen_count == OBJECTS_MOST || referent == &to->inside->base)
        return; /* enough; and that an object holds its class is no news */
    add(to, "%*s+-> ", to->indent, "");
    add_object(to, referent);
}

static void add_object(struct drawing *to, struct object *object)
{
    if (object == NULL) {
        add(to, "NULL\n");
        return;
    }
    add_name(to, object);
    if (object->refcount > ATOM_REFCOUNT / 2) {
        add(to, ", shared\n");
        return;
    }
    if (!is_new(to, object)) {
        add(to, ", drawn above\n");
        return;
    }
    add(to, ", %lld reference%s\n", (long long)object->refcount, object->refcount == 1 ? "" : "s");
    if (to->depth == DEPTH_MOST)
        return;
    const struct type *outer = to->inside;
    to->inside = object->type;
    to->depth++;
    to->indent += 4;
    object_traverse(object, add_child, to);
    to->indent -= 4;
    to->depth--;
    to->inside = outer;
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

void check_show(const char *lines)
{
    record_begin("draw");
    record_text(lines);
    record_end();
}

void check_draw(const char *names, struct object *const *objects, int count)
{
    static struct drawing drawing;
    char name[NAME_MOST];

    memset(&drawing, 0, sizeof drawing);
    for (int i = 0; i < count; i++) {
        names = next_name(names, name);
        add(&drawing, "%s --> ", name);
        drawing.indent = (int)strlen(name) + 5;
        add_object(&drawing, objects[i]);
    }
    check_show(drawing.text);
}
