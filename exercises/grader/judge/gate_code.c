/* See gate_code.h.
 *
 * System call instructions are looked for byte by byte first, which costs nothing. Those bytes can
 * also stand inside an honest instruction (a constant, an offset), so only when they occur is
 * objdump asked whether an instruction really begins there. One that is hidden inside another
 * passes here, and is stopped by the filter of system calls.
 */
#include <gelf.h>
#include <stdio.h>
#include <string.h>

#include "exercises/grader/judge/gate_code.h"
#include "exercises/grader/walls/run.h"

enum { STATIC_MOST = 256 * 1024 };

static bool runs_by_itself(const char *name, unsigned type)
{
    static const char *const sections[] = {".init",          ".fini",       ".ctors",     ".dtors",
                                           ".preinit_array", ".init_array", ".fini_array"};

    if (type == SHT_INIT_ARRAY || type == SHT_FINI_ARRAY || type == SHT_PREINIT_ARRAY)
        return true;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        const char *rest = after_prefix(name, sections[i]);
        if (rest != NULL && (*rest == '\0' || *rest == '.'))
            return true;
    }
    return false;
}

/* syscall, sysenter and int 0x80; svc on aarch64. */
static bool has_call_bytes(const unsigned char *code, size_t size)
{
#if defined(__aarch64__)
    for (size_t i = 0; i + 4 <= size; i += 4)
        if ((code[i] & 0x1f) == 0x01 && code[i + 3] == 0xd4 && (code[i + 2] & 0xe0) == 0)
            return true;
#else
    for (size_t i = 0; i + 2 <= size; i++)
        if ((code[i] == 0x0f && (code[i + 1] == 0x05 || code[i + 1] == 0x34)) ||
            (code[i] == 0xcd && code[i + 1] == 0x80))
            return true;
#endif
    return false;
}

/* The sequence by which a program talks to Valgrind, so as to behave only while it watches: a
 * register rotated all around. */
static bool talks_to_valgrind(const unsigned char *code, size_t size)
{
#if defined(__aarch64__)
    static const unsigned char sequence[] = {0x8c, 0x0d, 0xcc, 0x93, 0x8c, 0x35, 0xcc, 0x93};
#else
    static const unsigned char sequence[] = {0x48, 0xc1, 0xc7, 0x03, 0x48, 0xc1, 0xc7, 0x0d};
#endif

    return memmem(code, size, sequence, sizeof sequence) != NULL;
}

static bool disassembly_has_call(const char *object)
{
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", NULL};
    const char *argv[] = {"/usr/bin/objdump", "-d", "--no-show-raw-insn", object, NULL};
    struct run run = {
        .argv = argv,
        .environment = environment,
        .limits = {.cpu = 10, .wall = 10, .memory = (size_t)1 << 30, .file = 64 << 20}};

    run_start(&run);
    run_wait(&run);
    const char *text = text_of(&run.output);
    bool found = run.status != 0 || strstr(text, "\tsyscall") != NULL ||
                 strstr(text, "\tsysenter") != NULL || strstr(text, "\tint    $0x80") != NULL ||
                 strstr(text, "\tsvc\t") != NULL;
    run_free(&run);
    return found;
}

static void check_code(Elf_Scn *section, const char *object, struct words *refusals)
{
    Elf_Data *data = elf_getdata(section, NULL);

    if (data == NULL || data->d_buf == NULL)
        return;
    if (has_call_bytes(data->d_buf, data->d_size) && disassembly_has_call(object))
        gate_refuse(
            refusals,
            "It holds a system call instruction: an exercise needs no assembly and asks the system "
            "for nothing.");
    if (talks_to_valgrind(data->d_buf, data->d_size))
        gate_refuse(refusals, "It talks to Valgrind: code has to be right whoever watches.");
}

/* What is declared with its size and is there all the time. */
static void check_room(size_t bytes, struct words *refusals)
{
    if (bytes > STATIC_MOST)
        gate_refuse(refusals,
                    format("Its static variables take %zu kB: an exercise needs a few bytes, since "
                           "an array is too short for what has no bound.",
                           bytes / 1024));
}

void gate_check_sections(const struct exercise *exercise, Elf *elf, const char *object,
                         struct words *refusals)
{
    GElf_Shdr header;
    Elf_Scn *section = NULL;
    size_t names = 0, room = 0;

    elf_getshdrstrndx(elf, &names);
    while ((section = elf_nextscn(elf, section)) != NULL) {
        if (gelf_getshdr(section, &header) == NULL)
            continue;
        const char *name = elf_strptr(elf, names, header.sh_name);
        bool code = (header.sh_flags & SHF_EXECINSTR) != 0;
        room += (header.sh_flags & SHF_WRITE) != 0 ? header.sh_size : 0;
        if (name != NULL && runs_by_itself(name, header.sh_type) && !exercise->sanitized)
            gate_refuse(refusals,
                        "It has code that runs before or after the check (a constructor or "
                        "destructor): the "
                        "check calls all that there is to call.");
        if (code && (header.sh_flags & SHF_WRITE) != 0)
            gate_refuse(refusals, "It holds code that can change itself.");
        if (code && header.sh_type == SHT_PROGBITS)
            check_code(section, object, refusals);
    }
    check_room(room, refusals);
}
