/* See standing.h. */
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "exercises/grader/judge/grade.h"
#include "exercises/grader/path/progress.h"
#include "exercises/grader/path/standing.h"

enum { SOURCE_MOST = 1 << 20, FULL = 10 };

/* FNV-1a, 64 bits: contents are told apart, nobody is kept from forging. */
struct hash {
    uint64_t sum;
};

static void hash_bytes(struct hash *hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < size; i++)
        hash->sum = (hash->sum ^ at[i]) * 0x100000001b3;
}

/* A file that the build made: when it was made says enough. */
static void hash_made(struct hash *hash, const char *path)
{
    struct stat about;

    if (path == NULL || stat(path, &about) != 0)
        return;
    hash_bytes(hash, &about.st_size, sizeof about.st_size);
    hash_bytes(hash, &about.st_mtim.tv_sec, sizeof about.st_mtim.tv_sec);
    hash_bytes(hash, &about.st_mtim.tv_nsec, sizeof about.st_mtim.tv_nsec);
}

static void hash_exercise(struct hash *hash, const struct exercise *exercise)
{
    const char *const made[] = {exercise->checks,    exercise->lessons, exercise->course,
                                exercise->reference, exercise->pack,    exercise->conformance};
    struct text text = {0};

    if (exercise->source != NULL && file_read(exercise->source, SOURCE_MOST, &text))
        hash_bytes(hash, text_of(&text), text.size);
    text_free(&text);
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
        hash_made(hash, made[i]);
}

static struct hash hash_begin(void)
{
    struct hash hash = {0xcbf29ce484222325};

    hash_made(&hash, "/proc/self/exe");
    return hash;
}

char *standing_key(const struct exercise *exercise)
{
    struct hash hash = hash_begin();

    hash_exercise(&hash, exercise);
    return format("%s:%016" PRIx64, exercise->id, hash.sum);
}

char *standing_key_of_capstone(const struct catalogue *catalogue, const struct exercise *capstone)
{
    struct hash hash = hash_begin();

    hash_exercise(&hash, capstone);
    for (size_t i = 0; i < catalogue->count; i++)
        if (catalogue->exercises[i].seam != NULL)
            hash_exercise(&hash, &catalogue->exercises[i]);
    return format("capstone:%016" PRIx64, hash.sum);
}

const char *untouched_path(const struct exercise *exercise)
{
    const char *name = base_name(exercise->source);

    return format("%.*suntouched/%s", (int)(name - exercise->source), exercise->source, name);
}

static bool is_untouched(const struct exercise *exercise)
{
    struct text mine = {0}, first = {0};
    bool same = file_read(exercise->source, SOURCE_MOST, &mine) &&
                file_read(untouched_path(exercise), SOURCE_MOST, &first) &&
                strcmp(text_of(&mine), text_of(&first)) == 0;

    text_free(&mine);
    text_free(&first);
    return same;
}

bool standing_passed(const struct standing *standing)
{
    return standing->known && standing->points == FULL;
}

static int kept(const char *root, const char *key)
{
    int points = progress_get(root, "points", key);

    return points >= 0 && points <= FULL ? points : -1;
}

static bool keep_best(const char *root, const char *key, int points)
{
    return kept(root, key) >= points || progress_set(root, "points", key, points);
}

struct standing standing_of(const struct exercise *exercise, const struct options *options,
                            bool derive)
{
    struct standing standing = {.started = true};
    const char *key;
    int points;

    if (!file_exists(exercise->source) || is_untouched(exercise))
        return (struct standing){.known = true};
    key = standing_key(exercise);
    points = kept(exercise->root, key);
    if (points < 0 && derive) {
        struct report report;
        grade(&report, exercise, exercise->source, options);
        points = report.points;
        standing_keep(exercise, key, points);
    }
    standing.known = points >= 0;
    standing.points = points >= 0 ? points : 0;
    return standing;
}

bool standing_keep(const struct exercise *exercise, const char *key, int points)
{
    return strcmp(standing_key(exercise), key) != 0 || keep_best(exercise->root, key, points);
}

struct standing standing_of_capstone(const struct catalogue *catalogue,
                                     const struct exercise *capstone)
{
    int points = kept(catalogue->exercises[0].root, standing_key_of_capstone(catalogue, capstone));

    return (struct standing){
        .known = points >= 0, .started = points >= 0, .points = points > 0 ? points : 0};
}

bool standing_keep_capstone(const struct catalogue *catalogue, const struct exercise *capstone,
                            const char *key, int points)
{
    return strcmp(standing_key_of_capstone(catalogue, capstone), key) != 0 ||
           keep_best(catalogue->exercises[0].root, key, points);
}
