/* repr(), into a text of fixed size. See repr.h. */
#include "common/types/repr.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/tuple.h"

struct output {
    char *text;
    size_t room, used; /* used < room, and text[used] is 0 */
};

static bool is_full(const struct output *out)
{
    return out->used + 1 >= out->room;
}

__attribute__((format(printf, 2, 3))) static void put(struct output *out, const char *format, ...)
{
    size_t left = out->room - out->used;
    va_list arguments;

    va_start(arguments, format);
    size_t wanted = (size_t)vsnprintf(out->text + out->used, left, format, arguments);
    va_end(arguments);
    out->used += wanted < left ? wanted : left - 1;
}

static void put_byte(struct output *out, unsigned char byte, char quote)
{
    if (byte == (unsigned char)quote || byte == '\\')
        put(out, "\\%c", byte);
    else if (byte == '\n' || byte == '\t' || byte == '\r')
        put(out, "\\%c", byte == '\n' ? 'n' : byte == '\t' ? 't' : 'r');
    else if (byte < ' ' || byte == 0x7F)
        put(out, "\\x%02x", byte);
    else
        put(out, "%c", byte);
}

/* U+0080 to U+00A0 and the soft hyphen are two bytes, and not printable. */
static void put_str(struct output *out, const char *text)
{
    char quote = strchr(text, '\'') != NULL && strchr(text, '"') == NULL ? '"' : '\'';

    put(out, "%c", quote);
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (at[0] == 0xC2 && (at[1] <= 0xA0 || at[1] == 0xAD) && at[1] != '\0')
            put(out, "\\x%02x", *++at);
        else
            put_byte(out, *at, quote);
    }
    put(out, "%c", quote);
}

static void put_object(struct output *out, struct object *obj);

/* Stops when the text is full, so that it cannot go deeper than that either. */
static void put_tuple(struct output *out, struct object *tuple)
{
    put(out, "(");
    for (intptr_t i = 0; i < tuple_size(tuple) && !is_full(out); i++) {
        if (i > 0)
            put(out, ", ");
        put_object(out, tuple_get(tuple, i));
    }
    put(out, tuple_size(tuple) == 1 ? ",)" : ")");
}

static void put_object(struct output *out, struct object *obj)
{
    if (str_check(obj))
        put_str(out, str_text(obj));
    else if (obj == none())
        put(out, "None");
    else if (obj->type == &bool_type)
        put(out, int_value(obj) ? "True" : "False");
    else if (obj->type == &int_type)
        put(out, "%lld", int_value(obj));
    else if (obj->type == &tuple_type)
        put_tuple(out, obj);
    else if (obj->type == &type_type || class_check(obj))
        put(out, "<class '%s%s'>", class_check(obj) ? "__main__." : "", ((struct type *)obj)->name);
    else
        put(out, "<%s%s object at %p>", obj->type->flags & TYPE_HEAP ? "__main__." : "",
            obj->type->name, (void *)obj);
}

void object_repr(char *text, size_t room, struct object *obj)
{
    struct output out = {text, room, 0};

    text[0] = '\0';
    put_object(&out, obj);
}
