# reclaim_exercise(LESSON EXERCISE [SEAM FILE.c [OWN_RULE]] [ALLOW SYMBOL...] [WITHOUT SYMBOL...]
#                  [STAR])
#
#   reclaim_exercise(01_refcounting 1b_slot)
#   reclaim_exercise(01_refcounting 1d_deep_release SEAM dealloc.c STAR)
#
# Builds ahead all that the judge needs for one exercise, except the learner's own file: that one the
# judge compiles itself, at every run, so a learner's compile error stops that exercise and no other.
#
#   checks_1b_slot       a program: the checks, the judge's runtime and the object library, with the
#                        learner's functions left undefined. The learner's file becomes a small
#                        shared object that is loaded with it, so that nothing is linked again at
#                        every run; the undefined symbols are what the contract demands.
#   reference_1b_slot    the solution with the same checks and -DRECLAIM_REFERENCE: it knows the
#                        right answers. Made only where solutions/ is there.
#   lessons_1d_...       a seam's lessons, see ReclaimSeam.cmake
#   exercise_1b_slot     the learner's file as an editor sees it. Never part of a build: it is there
#                        so that compile_commands.json knows the file.
#
# SEAM FILE.c   the learner's file replaces common/FILE.c, which is left out of the library
#               and once its checks pass, the lessons up to its own run on it for the tenth point
# OWN_RULE      on purpose it follows another rule than CPython's: no lessons, not in the capstone
# ALLOW ...     symbols of the C library that this exercise may use beside the usual ones
# WITHOUT ...   functions of the object library that it may not use: what they do is to be written
# STAR          a stretch exercise, which never blocks the way on
#
# The judge finds them through BUILD/exercises/1b_slot/manifest: lines "key value", where the value is
# the rest of the line, spaces included. A key without a value is left out; `cflag`, `ldflag`,
# `allow`, `without` and `told` come once for each word. Every path is absolute.
#
#   name 1b_slot                lesson 01_refcounting       star 0
#   root ...                    the project
#   source .../1b_slot.c        the learner's;  contract .../1b_slot.h   tasks .../tasks.md
#   seam dealloc.c              only with SEAM
#   told 00_start               unless it is OWN_RULE, as are  lessons .../lessons  course .../lessons
#   open .../1d_....open        conformance programs whose outcome its contract leaves open, a line each,
#                               # before a comment; only where there is such a file
#   solution .../1b_slot.c      only with solutions/, as are  mistakes .../mistakes  reference ...
#   checks .../checks           pack .../1b_slot.expected, recorded answers for a copy without them
#   cc /usr/bin/cc              cc CFLAG... -c FILE -o OBJECT
#   cflag -std=c17              cc -shared -nostdlib OBJECT LDFLAG... -o SHARED
#   ldflag -fsanitize=address
#   allow malloc
#   without gc_list_merge
#   sanitized 0                 1 in the asan preset

function(reclaim_exercise lesson name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "STAR;OWN_RULE" "SEAM" "ALLOW;WITHOUT")
    string(REGEX MATCH "^[0-9]+[a-z]" id "${name}")
    set(home "${PROJECT_SOURCE_DIR}/exercises/${lesson}")
    set(answers "${PROJECT_SOURCE_DIR}/solutions/${lesson}")
    set(output "${PROJECT_BINARY_DIR}/exercises/${name}")
    set(library common)
    if(arg_SEAM)
        set(library common_${name})
        reclaim_library_without(${library} ${arg_SEAM})
    endif()

    if(EXISTS "${home}/${name}.c") # a learner may have moved it away; the judge says so
        add_library(exercise_${name} OBJECT EXCLUDE_FROM_ALL "${home}/${name}.c")
        target_link_libraries(exercise_${name} PRIVATE reclaim_options)
        target_compile_definitions(exercise_${name} PRIVATE
            $<$<BOOL:${arg_SEAM}>:RECLAIM_LIBRARY=1>)
    endif()

    add_executable(checks_${name} "${home}/${name}.checks.c")
    reclaim_judged_program(checks_${name} "${output}/checks" ${library})
    set(told)
    if(arg_SEAM AND NOT arg_OWN_RULE)
        reclaim_lessons_up_to(${lesson} told)
        reclaim_lessons_program(lessons_${name} "${output}/lessons" ${library} ${told})
        set_property(GLOBAL APPEND PROPERTY RECLAIM_SEAMS ${arg_SEAM})
    endif()

    # solutions/ comes and goes while a build directory lives: an instructor withholds it.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${answers}/${name}.c")
    set(solved FALSE)
    if(EXISTS "${answers}/${name}.c")
        set(solved TRUE)
        add_executable(reference_${name} "${answers}/${name}.c" "${home}/${name}.checks.c")
        target_compile_definitions(reference_${name} PRIVATE RECLAIM_REFERENCE=1)
        target_link_libraries(reference_${name} PRIVATE reclaim_options
            $<LINK_LIBRARY:WHOLE_ARCHIVE,check_runtime> ${library})
        set_target_properties(reference_${name} PROPERTIES OUTPUT_NAME reference
            RUNTIME_OUTPUT_DIRECTORY "${output}")
    endif()
    reclaim_exercise_manifest()
    set_property(GLOBAL APPEND PROPERTY RECLAIM_EXERCISES ${name})

    reclaim_test(exercise.${name} LABEL exercise COMMAND reclaim-program grade ${id})
endfunction()

# Writes the manifest described above. A macro: it reads reclaim_exercise's variables.
macro(reclaim_exercise_manifest)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" configuration)
    separate_arguments(cflags UNIX_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${configuration}}")
    separate_arguments(ldflags UNIX_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_EXE_LINKER_FLAGS}")
    string(REPLACE "," "$<COMMA>" cflags "${cflags}") # of -Wl,-O1: below, commas part arguments
    string(REPLACE "," "$<COMMA>" ldflags "${ldflags}")
    set(definitions $<TARGET_PROPERTY:reclaim_options,INTERFACE_COMPILE_DEFINITIONS>)
    set(directories $<TARGET_PROPERTY:reclaim_options,INTERFACE_INCLUDE_DIRECTORIES>)
    list(APPEND cflags ${CMAKE_C17_STANDARD_COMPILE_OPTION} -fPIC
        -Werror=implicit-function-declaration -Werror=return-type # never meant, and both may run
        $<TARGET_PROPERTY:reclaim_options,INTERFACE_COMPILE_OPTIONS>
        $<$<BOOL:${arg_SEAM}>:-DRECLAIM_LIBRARY=1>
        $<$<BOOL:${definitions}>:-D$<JOIN:${definitions},$<SEMICOLON>-D>>
        $<$<BOOL:${directories}>:-I$<JOIN:${directories},$<SEMICOLON>-I>>)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)" AND NOT RECLAIM_SANITIZE)
        # This processor divides by zero without a word; everywhere it is to be a crash.
        list(APPEND cflags -fsanitize=integer-divide-by-zero -fsanitize-undefined-trap-on-error)
    endif()
    list(APPEND ldflags $<TARGET_PROPERTY:reclaim_options,INTERFACE_LINK_OPTIONS>)

    set(manifest
        "name ${name}"
        "lesson ${lesson}"
        "star $<BOOL:${arg_STAR}>"
        "root ${PROJECT_SOURCE_DIR}"
        "source ${home}/${name}.c"
        "contract ${home}/${name}.h"
        "tasks ${home}/tasks.md"
        "pack ${home}/${name}.expected"
        "checks $<TARGET_FILE:checks_${name}>"
        "cc ${CMAKE_C_COMPILER}"
        "sanitized $<BOOL:${RECLAIM_SANITIZE}>")
    if(arg_SEAM)
        list(APPEND manifest "seam ${arg_SEAM}")
    endif()
    if(EXISTS "${home}/${name}.open")
        list(APPEND manifest "open ${home}/${name}.open")
    endif()
    if(told)
        list(APPEND manifest "lessons $<TARGET_FILE:lessons_${name}>"
            "course $<TARGET_FILE:lessons_course>")
    endif()
    if(solved)
        list(APPEND manifest "solution ${answers}/${name}.c" "mistakes ${answers}/mistakes"
            "reference $<TARGET_FILE:reference_${name}>")
    endif()
    string(JOIN "\n" manifest ${manifest})
    reclaim_manifest_words(cflag "${cflags}")
    reclaim_manifest_words(ldflag "${ldflags}")
    reclaim_manifest_words(allow "${arg_ALLOW}")
    reclaim_manifest_words(told "${told}")
    reclaim_manifest_words(without "${arg_WITHOUT}")
    file(GENERATE OUTPUT "${output}/manifest" CONTENT "${manifest}\n")
endmacro()

# One line "key word" for each word of a list, which may hold generator expressions.
macro(reclaim_manifest_words key words)
    set(clean "$<FILTER:${words},INCLUDE,.>")
    string(APPEND manifest "$<$<BOOL:${clean}>:\n${key} $<JOIN:${clean},\n${key} >>")
endmacro()

# What ./reclaim try needs: a program with the library and the judge's runtime that lacks try(), and a
# manifest, BUILD/try/manifest, of the same form.
function(reclaim_try)
    set(lesson try)
    set(name try)
    set(home "${PROJECT_SOURCE_DIR}/exercises/try")
    set(output "${PROJECT_BINARY_DIR}/try")
    add_executable(checks_try "${PROJECT_SOURCE_DIR}/exercises/grader/runtime/try.c")
    target_compile_definitions(checks_try PRIVATE _GNU_SOURCE)
    reclaim_judged_program(checks_try "${output}/checks" common)
    set(solved FALSE)
    reclaim_exercise_manifest()
endfunction()
