/* See scratch.h. The name has the maker's number, reclaim-1234-XXXXXX: whose maker is no more, and
 * that has not been touched for a while, is nobody's. */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "exercises/grader/base/text.h"
#include "exercises/grader/walls/run.h"
#include "exercises/grader/walls/scratch.h"

enum { FOLDERS = 4, FORGOTTEN = 600 /* seconds */ };

static const char prefix[] = "reclaim-";
static const char *made[FOLDERS];

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about, (void)kind, (void)place;
    remove(path);
    return 0;
}

static void remove_folder(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void scratch_remove(const char *folder)
{
    for (int i = 0; folder != NULL && i < FOLDERS; i++)
        if (made[i] == folder)
            made[i] = NULL;
    if (folder != NULL)
        remove_folder(folder);
}

/* Whatever still runs may be making files there. */
static void remove_all(void)
{
    run_stop_all();
    for (int i = 0; i < FOLDERS; i++)
        scratch_remove(made[i]);
}

static bool is_forgotten(const char *parent, const char *name)
{
    const char *number = after_prefix(name, prefix);
    char *end;
    long maker = number != NULL ? strtol(number, &end, 10) : 0;
    struct stat about;

    return maker > 0 && *end == '-' && kill((pid_t)maker, 0) != 0 && errno == ESRCH &&
           lstat(format("%s/%s", parent, name), &about) == 0 && S_ISDIR(about.st_mode) &&
           about.st_uid == getuid() && time(NULL) - about.st_mtime > FORGOTTEN;
}

static void remove_forgotten(const char *parent)
{
    DIR *listing = opendir(parent);
    struct dirent *entry;

    while (listing != NULL && (entry = readdir(listing)) != NULL)
        if (is_forgotten(parent, entry->d_name))
            remove_folder(format("%s/%s", parent, entry->d_name));
    if (listing != NULL)
        closedir(listing);
}

static void remember(const char *folder)
{
    static bool registered;

    if (!registered && atexit(remove_all) == 0)
        registered = true;
    for (int i = 0; i < FOLDERS; i++)
        if (made[i] == NULL) {
            made[i] = folder;
            return;
        }
}

/* The learner's code is loaded from there, which a file system can forbid. */
static bool code_may_lie_in(const char *parent)
{
    struct statvfs about;

    return statvfs(parent, &about) == 0 && (about.f_flag & ST_NOEXEC) == 0;
}

static char *make_in(const char *parent)
{
    char *path = format("%s/%s%d-XXXXXX", parent, prefix, (int)getpid());

    return *parent == '/' && code_may_lie_in(parent) ? mkdtemp(path) : NULL;
}

const char *scratch_make(void)
{
    static bool tidied;
    const char *given = getenv("TMPDIR");
    const char *const parents[] = {given != NULL ? given : "", "/tmp", "/var/tmp"};
    const char *path = NULL;

    for (size_t i = 0; i < sizeof parents / sizeof parents[0] && path == NULL; i++) {
        if (!tidied)
            remove_forgotten(parents[i]);
        path = make_in(parents[i]);
    }
    tidied = true;
    if (path == NULL)
        give_up("there is no place for temporary files where programs may lie (TMPDIR, /tmp, "
                "/var/tmp).");
    remember(path);
    return path;
}

/* Root's own folder is closed to others: nobody, who runs the learner's code, has to get through.
 */
const char *scratch_room(const char *folder)
{
    char *room = format("%s/room", folder);

    if (geteuid() == 0)
        chmod(folder, 0711);
    if (mkdir(room, 0777) != 0 || chmod(room, 01777) != 0)
        give_up("cannot make %s: %s.", room, strerror(errno));
    return room;
}
