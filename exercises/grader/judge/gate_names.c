/* The C library's names as the gate sees them: what every exercise may use, and what to say of the
 * rest. */
#include <string.h>

#include "exercises/grader/judge/gate.h"

/* Strings, looking at things with printf, assert, and what compilers put in by themselves. */
static const char allowed[] =
    " memchr memcmp memcpy memmove memset strcat strchr strcmp strcpy strcspn strlen strncat "
    "strncmp strncpy"
    " strnlen strpbrk strrchr strspn strstr abs labs llabs qsort bsearch"
    " printf fprintf sprintf snprintf vprintf vfprintf vsnprintf puts fputs putchar putc fputc "
    "fwrite fflush stdout stpcpy stpncpy mempcpy bcmp __stpcpy_chk __mempcpy_chk __ctype_b_loc "
    "__ctype_toupper_loc __ctype_tolower_loc toupper tolower isdigit isalpha isalnum isspace "
    "isupper islower ispunct isprint isxdigit"
    " stderr __assert_fail"
    " __printf_chk __fprintf_chk __sprintf_chk __snprintf_chk __vprintf_chk __vfprintf_chk "
    "__vsnprintf_chk"
    " __memcpy_chk __memmove_chk __memset_chk __strcat_chk __strcpy_chk __strncat_chk __strncpy_chk"
    " __stack_chk_fail _GLOBAL_OFFSET_TABLE_ __tls_get_addr ";

static const struct {
    const char *names, *advice;
} advices[] = {
    {" exit _exit _Exit quick_exit abort thrd_exit pthread_exit ",
     "return from your function instead; only the check may end the program"},
    {" atexit on_exit at_quick_exit ", "nothing has to happen when the program ends"},
    {" malloc calloc realloc free aligned_alloc posix_memalign reallocarray strdup strndup "
     "asprintf ",
     "make objects with the library's functions (list_new, str_new ...), so that it knows what is "
     "alive; "
     "for plain bytes there are memory_alloc and memory_free"},
    {" mmap munmap mremap brk sbrk mprotect ",
     "memory comes from the library alone, which counts it"},
    {" fork vfork clone system popen execl execlp execle execv execve execvp posix_spawn wait "
     "waitpid setsid"
     " daemon pthread_create thrd_create ",
     "an exercise is one process with one thread"},
    {" kill raise killpg tgkill signal sigaction sigprocmask alarm pause ",
     "signals are none of an exercise's business"},
    {" open open64 openat creat read write close fopen fopen64 fclose fread fgets getline "
     "opendir dup dup2"
     " pipe fcntl ioctl close_range closefrom mkfifo unlink remove rename socket connect ",
     "an exercise reads and writes no files; printf is there to look at things"},
    {" syscall ptrace prctl dlopen dlsym getppid getenv setenv putenv secure_getenv environ ",
     "everything it takes is in the contract and the library"},
    {" setjmp _setjmp longjmp _longjmp siglongjmp __sigsetjmp __longjmp_chk ",
     "use plain returns; jumping out would skip the releases"},
    {" sleep usleep nanosleep clock_nanosleep select poll ", "there is nothing to wait for"},
    {" rand srand random srandom rand_r drand48 time clock clock_gettime gettimeofday ",
     "the same input has to give the same result"},
    {" scanf fscanf getchar getc gets fgetc ", "there is no input but the arguments"},
    {" runtime tracemalloc runtime_init runtime_finish error_on_fatal memory_fail_at "
     "tracemalloc_stop "
     "tracemalloc_start memory_untraced_alloc memory_untraced_free ",
     "the check starts, watches and ends the library"},
};

static bool contains(const char *list, const char *symbol)
{
    size_t size = strlen(symbol);

    for (const char *at = list; (at = strstr(at, symbol)) != NULL; at++)
        if (at > list && at[-1] == ' ' && at[size] == ' ')
            return true;
    return false;
}

bool gate_allows(const char *symbol)
{
    return *symbol != '\0' && contains(allowed, symbol);
}

const char *gate_advice(const char *symbol)
{
    for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++)
        if (contains(advices[i].names, symbol))
            return advices[i].advice;
    return NULL;
}
