# reclaim_lesson(01_refcounting)
#
# Makes lesson_01 from lessons/01_refcounting/lesson.c, and its tests, label lesson:
#   lesson.01          every claim holds (the program checks them and exits 1 when one is false)
#   lesson.01.twin     its transcript is lesson.py's under CPython 3.11, line for line
#   lesson.01.memory   nothing lost and nothing invalid, under Valgrind

function(reclaim_lesson directory)
    string(REGEX MATCH "^[0-9]+" number "${directory}")
    set(target lesson_${number})
    set(home "${PROJECT_SOURCE_DIR}/lessons/${directory}")
    add_executable(${target} "${home}/lesson.c")
    target_link_libraries(${target} PRIVATE narrator common)
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lessons")

    add_test(NAME lesson.${number} COMMAND ${target})
    set_tests_properties(lesson.${number} PROPERTIES LABELS lesson)
endfunction()
