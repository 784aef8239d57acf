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

#include "exercises/grader/base/harmless.h"
#include "exercises/grader/judge/gate_code.h"
#include "exercises/grader/walls/run.h"

enum { STATIC_MOST = 256 * 1024, UNWIND = 0x70000001, LLVM_ADDRSIG = 0x6fff4c03 };

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

/* What a section may be: its name up to a dot, its type, and flags that it has to and may have. */
static const struct shape {
    const char *name;
    unsigned type;
    unsigned must, may;
} shapes[] = {
    {".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, SHF_GROUP},
    {".rodata", SHT_PROGBITS, SHF_ALLOC, SHF_MERGE | SHF_STRINGS | SHF_GROUP},
    {".data", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, SHF_GROUP},
    {".bss", SHT_NOBITS, SHF_ALLOC | SHF_WRITE, SHF_GROUP},
    {".tdata", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE | SHF_TLS, 0},
    {".tbss", SHT_NOBITS, SHF_ALLOC | SHF_WRITE | SHF_TLS, 0},
    {".eh_frame", SHT_PROGBITS, SHF_ALLOC, 0},
    {".eh_frame", UNWIND, SHF_ALLOC, 0},
    {".comment", SHT_PROGBITS, 0, SHF_MERGE | SHF_STRINGS},
    {".debug_", SHT_PROGBITS, 0, SHF_MERGE | SHF_STRINGS | SHF_GROUP},
    {".note.GNU-stack", SHT_PROGBITS, 0, 0},
    {".note.gnu.property", SHT_NOTE, SHF_ALLOC, 0},
    {".rela.", SHT_RELA, 0, SHF_INFO_LINK | SHF_GROUP},
    {".group", SHT_GROUP, 0, 0},
    {".symtab", SHT_SYMTAB, 0, 0},
    {".strtab", SHT_STRTAB, 0, 0},
    {".shstrtab", SHT_STRTAB, 0, 0},
    {".llvm_addrsig", LLVM_ADDRSIG, 0, SHF_EXCLUDE},
};

static bool fits(const struct shape *shape, const char *name, const GElf_Shdr *header)
{
    const char *rest = after_prefix(name, shape->name);
    bool family = rest != NULL && (*rest == '\0' || *rest == '.' || strchr("._", rest[-1]) != NULL);

    return family && header->sh_type == shape->type &&
           (header->sh_flags & shape->must) == shape->must &&
           (header->sh_flags & ~(GElf_Xword)(shape->must | shape->may)) == 0;
}

static void check_shape(const char *name, const GElf_Shdr *header, struct words *refusals)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (fits(&shapes[i], name, header))
            return;
    if (strcmp(name, ".note.GNU-stack") == 0)
        words_add_new(refusals, "It wants a stack that runs (a function inside a function whose "
                                "address is taken): write that function outside.");
    else if (runs_by_itself(name, header->sh_type))
        words_add_new(refusals, "It has code that runs before or after the check (a constructor or "
                                "destructor): the check calls all that there is to call.");
    else if ((header->sh_flags & SHF_EXECINSTR) != 0 && (header->sh_flags & SHF_WRITE) != 0)
        words_add_new(refusals, "It holds code that can change itself.");
    else
        words_add_new(refusals, format("It has a section \"%s\" that no compiler makes of plain C.",
                                       make_one_line(name)));
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
        words_add_new(
            refusals,
            "It holds a system call instruction: an exercise needs no assembly and asks the system "
            "for nothing.");
    if (talks_to_valgrind(data->d_buf, data->d_size))
        words_add_new(refusals, "It talks to Valgrind: code has to be right whoever watches.");
}

/* What is declared with its size and is there all the time. */
static void check_room(size_t bytes, struct words *refusals)
{
    if (bytes > STATIC_MOST)
        words_add_new(
            refusals,
            format("Its static variables take %zu kB: an exercise needs a few bytes, since "
                   "an array is too short for what has no bound.",
                   bytes / 1024));
}

void gate_check_sections(const struct exercise *exercise, Elf *elf, const char *object,
                         struct words *refusals)
{
    GElf_Shdr header;
    Elf_Scn *section = NULL;
    size_t names = 0, room = 0, tables = 0;

    elf_getshdrstrndx(elf, &names);
    while ((section = elf_nextscn(elf, section)) != NULL) {
        if (gelf_getshdr(section, &header) == NULL)
            continue;
        const char *name = elf_strptr(elf, names, header.sh_name);
        tables += header.sh_type == SHT_SYMTAB;
        room += (header.sh_flags & SHF_WRITE) != 0 ? header.sh_size : 0;
        if (!exercise->sanitized) /* which brings its own */
            check_shape(name != NULL ? name : "", &header, refusals);
        if ((header.sh_flags & SHF_EXECINSTR) != 0)
            check_code(section, object, refusals);
    }
    if (tables != 1)
        words_add_new(refusals, "It has more than one table of symbols.");
    check_room(room, refusals);
}
