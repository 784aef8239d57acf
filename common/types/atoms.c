/* None, bool, int, str. See atoms.h. */
#include "common/types/atoms.h"

#include <string.h>

/* An int keeps its magnitude in digits of 30 bits and its sign in the sign of their number. */
struct int_object {
    struct object base;
    intptr_t size;
    uint32_t digits[];
};

/* Two words stand for what CPython 3.11 keeps about encodings, so that sizes agree with
 * sys.getsizeof. */
struct str_object {
    struct object base;
    size_t length;
    size_t hash; /* 0: not computed yet */
    uintptr_t encoding[2];
    char text[];
};

enum {
    DIGIT_BITS = 30,
    MAX_DIGITS = 3,
    SHARED_INTS = INT_LARGEST_SHARED - INT_SMALLEST_SHARED + 1
};

/* A shared atom: the object followed by room for its digits or text. */
struct shared_int {
    struct object base;
    intptr_t size;
    uint32_t digits[2];
};
struct shared_str {
    struct object base;
    size_t length;
    size_t hash;
    uintptr_t encoding[2];
    char text[8];
};

static struct object the_none;
static struct shared_int the_bools[2];
static struct shared_int shared_ints[SHARED_INTS];
static struct shared_str shared_strs[128]; /* [0] is the empty one */

/* Shared atoms outlive every owner; whoever frees one has dropped a reference that was not his. */
static void shared_dealloc(struct object *self)
{
    fatal("decref", "the shared %s was released more often than it was referred to",
          object_type_name(self));
}

static bool is_shared_int(const struct object *obj)
{
    const struct shared_int *place = (const struct shared_int *)obj;

    return place >= shared_ints && place < shared_ints + SHARED_INTS;
}

static void int_dealloc(struct object *self)
{
    if (is_shared_int(self))
        shared_dealloc(self);
    object_free(self);
}

static bool is_shared_str(const struct object *obj)
{
    const struct shared_str *place = (const struct shared_str *)obj;

    return place >= shared_strs && place < shared_strs + 128;
}

static void str_dealloc(struct object *self)
{
    if (is_shared_str(self))
        shared_dealloc(self);
    object_free(self);
}

static bool int_hash(struct object *self, size_t *hash)
{
    *hash = (size_t)int_value(self);
    return true;
}

static bool is_int(const struct object *obj)
{
    return obj->type == &int_type || obj->type == &bool_type;
}

static bool int_equal(struct object *self, struct object *other)
{
    return is_int(other) && int_value(self) == int_value(other);
}

/* Zero has no digits, but CPython gives it room for one all the same. */
static size_t int_extra_size(struct object *self)
{
    intptr_t size = ((struct int_object *)self)->size;

    return (size_t)(size < 0 ? -size : size == 0 ? 1 : size) * sizeof(uint32_t);
}

/* FNV-1a */
static size_t hash_text(const char *text, size_t length)
{
    uint64_t mix = 0xcbf29ce484222325u;

    for (size_t i = 0; i < length; i++)
        mix = (mix ^ (unsigned char)text[i]) * 0x100000001b3u;
    return mix == 0 ? 1 : mix;
}

size_t str_hash_of(const struct object *obj)
{
    struct str_object *str = (struct str_object *)(uintptr_t)obj;

    if (str->hash == 0)
        str->hash = hash_text(str->text, str->length);
    return str->hash;
}

bool str_same(const struct object *a, const struct object *b)
{
    const struct str_object *x = (const struct str_object *)a, *y = (const struct str_object *)b;

    return x->length == y->length && memcmp(x->text, y->text, x->length) == 0;
}

static bool str_hash(struct object *self, size_t *hash)
{
    *hash = str_hash_of(self);
    return true;
}

static bool str_equal(struct object *self, struct object *other)
{
    return str_check(other) && str_same(self, other);
}

static size_t str_extra_size(struct object *self)
{
    return ((struct str_object *)self)->length + 1;
}

struct type none_type = {
    .base = TYPE_HEAD,
    .name = "NoneType",
    .basic_size = sizeof(struct object),
    .dealloc = shared_dealloc,
    .hash = object_hash_identity,
};
struct type bool_type = {
    .base = TYPE_HEAD,
    .name = "bool",
    .basic_size = sizeof(struct int_object),
    .dealloc = shared_dealloc,
    .hash = int_hash,
    .equal = int_equal,
    .extra_size = int_extra_size,
};
struct type int_type = {
    .base = TYPE_HEAD,
    .name = "int",
    .basic_size = sizeof(struct int_object),
    .item_size = sizeof(uint32_t),
    .dealloc = int_dealloc,
    .hash = int_hash,
    .equal = int_equal,
    .extra_size = int_extra_size,
};
struct type str_type = {
    .base = TYPE_HEAD,
    .name = "str",
    .basic_size = sizeof(struct str_object),
    .item_size = 1,
    .dealloc = str_dealloc,
    .hash = str_hash,
    .equal = str_equal,
    .extra_size = str_extra_size,
};

struct object *none(void)
{
    return &the_none;
}

struct object *bool_new(bool value)
{
    return newref(&the_bools[value].base);
}

static unsigned long long magnitude(long long value)
{
    return value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
}

/* Fills in digits and size; there must be room for as many as the value has. */
static void int_store(struct int_object *number, long long value)
{
    intptr_t digits = 0;

    for (unsigned long long rest = magnitude(value); rest != 0; rest >>= DIGIT_BITS)
        number->digits[digits++] = rest & ((1u << DIGIT_BITS) - 1);
    number->size = value < 0 ? -digits : digits;
}

static size_t digits_for(long long value)
{
    size_t digits = 0;

    for (unsigned long long rest = magnitude(value); rest != 0; rest >>= DIGIT_BITS)
        digits++;
    return digits;
}

struct object *(int_new)(long long value)
{
    if (value >= INT_SMALLEST_SHARED && value <= INT_LARGEST_SHARED)
        return newref(&shared_ints[value - INT_SMALLEST_SHARED].base);
    struct object *obj = object_alloc(&int_type, digits_for(value));
    if (obj != NULL)
        int_store((struct int_object *)obj, value);
    return obj;
}

long long int_value(const struct object *obj)
{
    if (!is_int(obj))
        fatal("int_value", "expected an int, got %s", object_type_name(obj));
    const struct int_object *number = (const struct int_object *)obj;
    intptr_t digits = number->size < 0 ? -number->size : number->size;
    unsigned long long value = 0;
    while (digits-- > 0)
        value = value << DIGIT_BITS | number->digits[digits];
    return (long long)(number->size < 0 ? 0 - value : value);
}

static struct object *shared_str(const char *text)
{
    unsigned char first = (unsigned char)text[0];
    bool shared = first == 0 || (first < 128 && text[1] == '\0');

    return shared ? &shared_strs[first].base : NULL;
}

struct object *(str_new)(const char *text)
{
    struct object *shared = shared_str(text);
    size_t length = strlen(text);

    if (shared != NULL)
        return newref(shared);
    struct str_object *str = (struct str_object *)object_alloc(&str_type, length + 1);
    if (str == NULL)
        return NULL;
    str->length = length;
    memcpy(str->text, text, length + 1);
    return &str->base;
}

const char *str_text(const struct object *obj)
{
    object_check(obj, &str_type, "str_text");
    return ((const struct str_object *)obj)->text;
}

bool str_check(const struct object *obj)
{
    return obj->type == &str_type;
}

static void share_int(struct shared_int *place, struct type *type, long long value)
{
    place->base = (struct object){ATOM_REFCOUNT, type};
    int_store((struct int_object *)place, value);
}

void atoms_init(void)
{
    the_none = (struct object){ATOM_REFCOUNT, &none_type};
    for (int i = 0; i < SHARED_INTS; i++)
        share_int(&shared_ints[i], &int_type, i + INT_SMALLEST_SHARED);
    for (int i = 0; i < 2; i++)
        share_int(&the_bools[i], &bool_type, i);
    for (int i = 0; i < 128; i++) {
        shared_strs[i].base = (struct object){ATOM_REFCOUNT, &str_type};
        shared_strs[i].length = i != 0;
        shared_strs[i].text[0] = (char)i;
    }
}
