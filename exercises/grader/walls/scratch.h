/* Folders for what is compiled: removed when the program ends, however a signal ends it. Of one
 * that was killed outright, the next one that needs a folder removes what it left. */
#ifndef RECLAIM_GRADER_WALLS_SCRATCH_H
#define RECLAIM_GRADER_WALLS_SCRATCH_H

/* A new empty folder in $TMPDIR, /tmp or /var/tmp, where programs may lie; gives up when there is
 * no place. */
const char *scratch_make(void);
/* Removes it and the files in it. NULL is fine. */
void scratch_remove(const char *folder);

/* A folder in it that anybody may write to, who can reach it. */
const char *scratch_room(const char *folder);

#endif
