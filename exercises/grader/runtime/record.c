/* Sends records to the judge: see wire.h for what they look like.
 *
 * - No allocation, no stdio, no libc call that the learner's file could have put its own in place
 * of: the bytes leave through the system call itself.
 * - One record at a time; a signal handler may begin one over another that was unfinished (the half
 * line is ended first, and the judge skips it).
 */
#include <stddef.h>

#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/machine.h"
#include "exercises/grader/runtime/runtime.h"

static OWN struct {
    char prefix[17];
    unsigned long long sequence;
    bool open;  /* a record was begun and not ended */
    bool first; /* the next field is the first */
    size_t used;
    char bytes[2048];
} out;

static void flush(void)
{
    size_t sent = 0;

    while (sent < out.used) {
        long n = machine_write(RECORD_FD, out.bytes + sent, out.used - sent);
        if (n == -4) /* EINTR */
            continue;
        if (n <= 0)
            break; /* nobody listens: then nobody will find a `done` either */
        sent += (size_t)n;
    }
    out.used = 0;
}

static void put(char byte)
{
    if (out.used == sizeof out.bytes)
        flush();
    out.bytes[out.used++] = byte;
}

static void put_plain(const char *text)
{
    while (*text != '\0')
        put(*text++);
}

static void put_escaped(const char *text)
{
    static const char digits[] = "0123456789abcdef";

    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte >= ' ' && byte != '\\' && byte != 0x7f) {
            put(*text);
            continue;
        }
        put('\\');
        put('x');
        put(digits[byte >> 4]);
        put(digits[byte & 15]);
    }
}

static void put_natural(unsigned long long number)
{
    char digits[24];
    int n = 0;

    do
        digits[n++] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    while (n > 0)
        put(digits[--n]);
}

void record_open(uint64_t nonce)
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < 16; i++)
        out.prefix[i] = digits[(nonce >> (60 - 4 * i)) & 15];
}

void record_restart(void)
{
    out.sequence = 0;
}

void record_begin(const char *kind)
{
    if (out.open)
        put('\n');
    out.open = true;
    out.first = true;
    put_plain(out.prefix);
    put(' ');
    put_natural(++out.sequence);
    put(' ');
    put_plain(kind);
}

static void next_field(void)
{
    put(out.first ? ' ' : '\t');
    out.first = false;
}

void record_text(const char *text)
{
    next_field();
    put_escaped(text != NULL ? text : "");
}

void record_number(long long number)
{
    next_field();
    if (number < 0)
        put('-');
    put_natural(number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number);
}

void record_natural(unsigned long long number)
{
    next_field();
    put_natural(number);
}

void record_end(void)
{
    put('\n');
    out.open = false;
    flush();
}
