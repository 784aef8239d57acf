/* See gate.h: symbols. Sections and instructions are looked over in gate_code.c. */
#include <dlfcn.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/base/harmless.h"
#include "exercises/grader/judge/gate_code.h"

enum { CONTRACT_MOST = 1 << 20, NAME_MOST = 200, REFUSALS_MOST = 20 };

struct file {
    int fd;
    Elf *elf;
};

/* What the program around the learner's object exports, and what it lacks. */
struct surroundings {
    struct words offers, demands;
};

static bool open_elf(struct file *file, const char *path)
{
    elf_version(EV_CURRENT);
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    file->elf = file->fd >= 0 ? elf_begin(file->fd, ELF_C_READ_MMAP, NULL) : NULL;
    return file->elf != NULL && elf_kind(file->elf) == ELF_K_ELF;
}

static void close_elf(struct file *file)
{
    if (file->elf != NULL)
        elf_end(file->elf);
    if (file->fd >= 0)
        close(file->fd);
}

static Elf_Scn *section_of_type(Elf *elf, unsigned type, GElf_Shdr *header)
{
    Elf_Scn *section = NULL;

    while ((section = elf_nextscn(elf, section)) != NULL)
        if (gelf_getshdr(section, header) != NULL && header->sh_type == type)
            return section;
    return NULL;
}

/* Undefined and without a version: no shared library of the system has it. */
static bool is_unversioned(Elf_Data *versions, int index)
{
    GElf_Versym version;

    return versions == NULL || gelf_getversym(versions, index, &version) == NULL ||
           (version & 0x7fff) <= 1;
}

static bool is_the_compilers(const char *name)
{
    return after_prefix(name, "__asan_") != NULL || after_prefix(name, "__ubsan_") != NULL ||
           after_prefix(name, "__lsan_") != NULL || after_prefix(name, "__odr_asan") != NULL ||
           after_prefix(name, "__sanitizer_") != NULL;
}

/* A sanitizer stands before the C library, whose functions then have no version: the judge has
 * them, too. */
static bool is_the_systems(const struct exercise *exercise, const char *name)
{
    return exercise->sanitized && dlsym(RTLD_DEFAULT, name) != NULL;
}

static bool read_surroundings(const struct exercise *exercise, struct surroundings *around)
{
    struct file file;
    GElf_Shdr header, other;
    GElf_Sym symbol;
    bool fine = open_elf(&file, exercise->checks);
    Elf_Scn *table = fine ? section_of_type(file.elf, SHT_DYNSYM, &header) : NULL;
    Elf_Scn *versions = fine ? section_of_type(file.elf, SHT_GNU_versym, &other) : NULL;
    Elf_Data *data = table != NULL ? elf_getdata(table, NULL) : NULL;
    Elf_Data *version_data = versions != NULL ? elf_getdata(versions, NULL) : NULL;

    for (int i = 1; data != NULL && gelf_getsym(data, i, &symbol) != NULL; i++) {
        const char *name = elf_strptr(file.elf, header.sh_link, symbol.st_name);
        if (name == NULL)
            continue;
        if (symbol.st_shndx != SHN_UNDEF)
            words_add(&around->offers, copy_of(name, strlen(name)));
        else if (GELF_ST_BIND(symbol.st_info) == STB_GLOBAL && is_unversioned(version_data, i) &&
                 !is_the_compilers(name) && !is_the_systems(exercise, name))
            words_add(&around->demands, copy_of(name, strlen(name)));
    }
    close_elf(&file);
    return data != NULL;
}

static void check_use(const struct exercise *exercise, const struct surroundings *around,
                      const char *name, struct words *refusals)
{
    const char *advice = gate_advice(name);
    bool offered = words_have(&around->offers, name) && advice == NULL;

    if (words_have(&exercise->without, name)) {
        words_add_new(refusals,
                      format("This exercise does without `%s`: what that would do is yours "
                             "to write.",
                             name));
        return;
    }
    if (offered || gate_allows(name) || words_have(&exercise->allow, name) ||
        words_have(&around->demands, name) || (exercise->sanitized && is_the_compilers(name)))
        return;
    words_add_new(
        refusals,
        advice != NULL
            ? format("This exercise needs no `%s`: %s.", name, advice)
            : format("There is no `%s` here: what an exercise can use is in the contract, "
                     "the library and <string.h>.",
                     name));
}

/* Whether the contract declares a function that no check calls by itself. */
static bool is_declared(const struct exercise *exercise, const char *name)
{
    struct text contract = {0};
    size_t size = strlen(name);
    bool found = false;

    if (!file_read(exercise->contract, CONTRACT_MOST, &contract))
        return false;
    for (const char *at = contract.bytes; !found && (at = strstr(at, name)) != NULL; at++)
        found = at[size] == '(' && at > contract.bytes && strchr(" *\n", at[-1]) != NULL;
    text_free(&contract);
    return found;
}

static void check_definition(const struct exercise *exercise, const struct surroundings *around,
                             const char *name, struct words *refusals, struct words *defined)
{
    if (words_have(&around->demands, name))
        words_add(defined, copy_of(name, strlen(name)));
    else if (!words_have(&around->offers, name) && is_declared(exercise, name))
        return;
    else if (words_have(&around->offers, name))
        words_add_new(
            refusals,
            format("`%s` is the library's name: give your own function another one.", name));
    else
        words_add_new(
            refusals,
            format("`%s` is not in the contract: make it `static`, so that it stays in your file.",
                   name));
}

static void check_symbols(const struct exercise *exercise, Elf *elf,
                          const struct surroundings *around, struct words *refusals)
{
    GElf_Shdr header;
    GElf_Sym symbol;
    struct words defined = {0};
    Elf_Scn *table = section_of_type(elf, SHT_SYMTAB, &header);
    Elf_Data *data = table != NULL ? elf_getdata(table, NULL) : NULL;

    for (int i = 1;
         data != NULL && refusals->count < REFUSALS_MOST && gelf_getsym(data, i, &symbol) != NULL;
         i++) {
        const char *raw = elf_strptr(elf, header.sh_link, symbol.st_name);
        if (raw != NULL && strlen(raw) > NAME_MOST) {
            words_add_new(refusals, "It has a name that is longer than anybody reads.");
            continue;
        }
        const char *name = raw != NULL ? make_one_line(raw) : NULL;
        if (GELF_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC)
            words_add_new(
                refusals,
                format("`%s` chooses its code while the program is loaded; write it plainly.",
                       name != NULL ? name : "?"));
        if (GELF_ST_BIND(symbol.st_info) == STB_LOCAL || name == NULL || *name == '\0')
            continue;
        if (symbol.st_shndx == SHN_UNDEF)
            check_use(exercise, around, name, refusals);
        else if (!(exercise->sanitized && is_the_compilers(name)))
            check_definition(exercise, around, name, refusals, &defined);
    }
    for (size_t i = 0; i < around->demands.count && refusals->count < REFUSALS_MOST; i++)
        if (!words_have(&defined, around->demands.at[i]))
            words_add_new(refusals, format("`%s` is missing: the contract (%s) asks for it.",
                                           around->demands.at[i], base_name(exercise->contract)));
}

bool gate_check(const struct exercise *exercise, const char *object, struct words *refusals)
{
    struct surroundings around = {0};
    struct file file;

    if (!read_surroundings(exercise, &around))
        give_up("%s is missing or damaged: build again.", exercise->checks);
    if (!open_elf(&file, object)) {
        words_add_new(refusals, "What the compiler made of it is no object file.");
    } else {
        check_symbols(exercise, file.elf, &around, refusals);
        gate_check_sections(exercise, file.elf, object, refusals);
    }
    close_elf(&file);
    return refusals->count == 0;
}
