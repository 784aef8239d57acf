# reclaim_exercise(LESSON EXERCISE [SEAM FILE.c])
#
#   reclaim_exercise(01_refcounting 1b_slot)
#   reclaim_exercise(01_refcounting 1d_deep_release SEAM dealloc.c)
#
# Builds all that the judge needs for one exercise, except the learner's own file: that one the judge
# compiles itself, at every run, so a learner's compile error stops that exercise and nothing else.
#
#   checks_1b_slot            object of 1b_slot.checks.c as it runs with the learner's code
#   checks_reference_1b_slot  the same file with -DREFERENCE (only where solutions/ is there)
#   reference_1b_slot         the solution with those checks: what the right answers are
#   exercise_1b_slot          the learner's file as an editor sees it: never part of a build, it is
#                             there so that compile_commands.json knows the file
#   common_1d_deep_release    the object library without FILE.c, which the learner's file replaces
#
# The judge finds all this in BUILD/exercises/1b_slot.json, written at generation:
#
#   {
#     "version": 1,
#     "id": "1b",  "name": "1b_slot",  "lesson": "01_refcounting",
#     "root":      "/path/to/project",
#     "file":      "/path/to/project/exercises/01_refcounting/1b_slot.c",        the learner's
#     "contract":  ".../1b_slot.h",  "checks": ".../1b_slot.checks.c",  "tasks": ".../tasks.md",
#     "seam":      "",                                        or "dealloc.c": the file it replaces
#     "solution":  ".../solutions/01_refcounting/1b_slot.c",  or "" without solutions/
#     "mistakes":  ".../solutions/01_refcounting/mistakes",   or ""; patches 1b_slot-*.patch in it
#     "recorded":  ".../exercises/01_refcounting/recorded/1b_slot",  the recorded expected streams
#     "reference": "/build/exercises/reference_1b_slot",      or ""; the executable
#     "compiler":  "/usr/bin/cc",
#     "compile":   ["-std=c17", "-g", ..., "-I/path/to/project"],   then: -c FILE -o OBJECT
#     "link":      ["-fsanitize=...", ...],                   options, before the objects
#     "objects":   ["/build/.../1b_slot.checks.c.o"],         linked always, after the learner's
#     "libraries": ["/build/.../libcheck_runtime.a", "/build/.../libcommon.a", "-lm"]
#   }
#
#   compiler COMPILE... -c FILE -o OBJECT
#   compiler LINK... OBJECT OBJECTS... LIBRARIES... -o PROGRAM
#
# BUILD/exercises/exercises.json is the list of all of them in the course's order: ["0a_first", ...].
# Every list is an array of plain strings, every path is absolute; no string needs a shell.

# A JSON array of strings from a list, which may hold generator expressions.
function(reclaim_json_array variable list)
    set(${variable} "[$<$<BOOL:${list}>:\"$<JOIN:${list},\"$<COMMA> \">\">]" PARENT_SCOPE)
endfunction()

# common_NAME: the object library with one file left out of its source list.
function(reclaim_library_without file name)
    set(sources ${RECLAIM_COMMON_SOURCES})
    if(NOT "${PROJECT_SOURCE_DIR}/common/${file}" IN_LIST sources)
        message(FATAL_ERROR "${name}: common/ has no ${file} to leave out")
    endif()
    list(REMOVE_ITEM sources "${PROJECT_SOURCE_DIR}/common/${file}")
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC reclaim_options)
endfunction()

function(reclaim_exercise lesson name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "SEAM" "")
    string(REGEX MATCH "^[0-9]+[a-z]" id "${name}")
    set(home "${PROJECT_SOURCE_DIR}/exercises/${lesson}")
    set(answers "${PROJECT_SOURCE_DIR}/solutions/${lesson}")
    set(library common)
    if(arg_SEAM)
        set(library common_${name})
        reclaim_library_without(${arg_SEAM} ${library})
    endif()

    add_library(exercise_${name} OBJECT EXCLUDE_FROM_ALL "${home}/${name}.c")
    target_link_libraries(exercise_${name} PRIVATE reclaim_options)
    add_library(checks_${name} OBJECT "${home}/${name}.checks.c")
    target_link_libraries(checks_${name} PRIVATE reclaim_options)

    # Both appear and vanish while a build directory lives: an instructor withholds solutions/.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${answers}/${name}.c")
    set(solution "")
    set(mistakes "")
    set(reference "")
    if(EXISTS "${answers}/${name}.c")
        set(solution "${answers}/${name}.c")
        set(mistakes "${answers}/mistakes")
        add_library(checks_reference_${name} OBJECT "${home}/${name}.checks.c")
        target_compile_definitions(checks_reference_${name} PRIVATE REFERENCE=1)
        target_link_libraries(checks_reference_${name} PRIVATE reclaim_options)
        add_executable(reference_${name} "${solution}" $<TARGET_OBJECTS:checks_reference_${name}>)
        target_include_directories(reference_${name} PRIVATE "${home}")
        target_link_libraries(reference_${name} PRIVATE check_runtime ${library})
        set_target_properties(reference_${name} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/exercises")
        set(reference "$<TARGET_FILE:reference_${name}>")
    endif()
    reclaim_exercise_manifest()
    set_property(GLOBAL APPEND PROPERTY RECLAIM_EXERCISES ${name})

    add_test(NAME exercise.${name} COMMAND reclaim-program grade ${id})
    set_tests_properties(exercise.${name} PROPERTIES LABELS exercise)
endfunction()

# Writes the manifest described above. A macro: it reads reclaim_exercise's variables.
macro(reclaim_exercise_manifest)
    set(target exercise_${name})
    string(TOUPPER "${CMAKE_BUILD_TYPE}" configuration)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${configuration}}")
    separate_arguments(link_flags UNIX_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_EXE_LINKER_FLAGS}")
    set(definitions $<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>)
    set(directories $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
    string(JOIN ";" compile ${flags} ${CMAKE_C17_STANDARD_COMPILE_OPTION}
        $<TARGET_PROPERTY:${target},COMPILE_OPTIONS>
        $<$<BOOL:${definitions}>:-D$<JOIN:${definitions},$<SEMICOLON>-D>>
        $<$<BOOL:${directories}>:-I$<JOIN:${directories},$<SEMICOLON>-I>>)
    reclaim_json_array(compile_json "$<FILTER:${compile},INCLUDE,.>")
    string(JOIN ";" link ${link_flags} $<TARGET_PROPERTY:${target},LINK_OPTIONS>)
    reclaim_json_array(link_json "$<FILTER:${link},INCLUDE,.>")
    reclaim_json_array(objects_json "$<TARGET_OBJECTS:checks_${name}>")
    reclaim_json_array(libraries_json "$<TARGET_FILE:check_runtime>;$<TARGET_FILE:${library}>;-lm")
    file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/exercises/${name}.json" CONTENT "{
  \"version\": 1,
  \"id\": \"${id}\",
  \"name\": \"${name}\",
  \"lesson\": \"${lesson}\",
  \"root\": \"${PROJECT_SOURCE_DIR}\",
  \"file\": \"${home}/${name}.c\",
  \"contract\": \"${home}/${name}.h\",
  \"checks\": \"${home}/${name}.checks.c\",
  \"tasks\": \"${home}/tasks.md\",
  \"seam\": \"${arg_SEAM}\",
  \"solution\": \"${solution}\",
  \"mistakes\": \"${mistakes}\",
  \"recorded\": \"${home}/recorded/${name}\",
  \"reference\": \"${reference}\",
  \"compiler\": \"${CMAKE_C_COMPILER}\",
  \"compile\": ${compile_json},
  \"link\": ${link_json},
  \"objects\": ${objects_json},
  \"libraries\": ${libraries_json}
}
")
endmacro()

# Call once, after the last exercise.
function(reclaim_exercise_list)
    get_property(names GLOBAL PROPERTY RECLAIM_EXERCISES)
    reclaim_json_array(json "${names}")
    file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/exercises/exercises.json" CONTENT "${json}\n")
endfunction()
