/* A wall around what a process can reach of the file system: Landlock, where the kernel has it. */
#ifndef RECLAIM_GRADER_WALLS_ENCLOSE_H
#define RECLAIM_GRADER_WALLS_ENCLOSE_H

#include <stdbool.h>

/* From now on, and in every program that this process becomes: of the file system only the system's
 * programs and libraries, what `readable` names (files, or folders with all that is in them; NULL
 * at the end), and its own folder of /proc can be read, and only below `writable` (NULL: nowhere)
 * can anything be made or changed. Where the kernel can, no network and no signal to anybody
 * outside. For a child before exec: nothing but system calls. False: it could not be done though
 * the kernel has it. */
bool enclose(const char *const *readable, const char *writable);

/* Whether everybody may read this file: so it is no loss when root becomes nobody first. */
bool open_to_all(const char *path);

/* Whether this kernel has it. */
bool enclose_works(void);

#endif
