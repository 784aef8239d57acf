/* The functions of the C library's that a learner's file calls by way of the guard
 * (runtime/guard_calls.c). One list for both sides: the linker is told, the runtime has them. */
#ifndef RECLAIM_GRADER_BASE_GUARDED_H
#define RECLAIM_GRADER_BASE_GUARDED_H

#define GUARDED_NAMES(X)                                                                           \
    X(memcpy)                                                                                      \
    X(memmove)                                                                                     \
    X(mempcpy) X(memset) X(memcmp) X(bcmp) X(memchr) X(strcpy) X(stpcpy) X(strncpy) X(stpncpy)     \
        X(strcat) X(strncat) X(strcmp) X(strncmp) X(strlen) X(strnlen) X(strchr) X(strrchr)        \
            X(strstr) X(strspn) X(strcspn) X(strpbrk) X(qsort) X(bsearch) X(sprintf) X(snprintf)   \
                X(vsnprintf) X(printf) X(vprintf) X(fprintf) X(vfprintf) X(puts) X(fputs) X(fputc) \
                    X(putc) X(fwrite) X(fflush)

#endif
