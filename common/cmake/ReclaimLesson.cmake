# reclaim_lesson(03_thresholds costs.c ...)
#
# Makes BUILD/lessons/lesson_03 from lessons/03_thresholds/lesson.c and the other files named, and its tests,
# label lesson:
#   lesson.01          every claim holds (the program checks them, and exits 1 when one is false)
#   lesson.01.twin     lesson.py prints the same transcript under CPython 3.11, line for line
#   lesson.01.memory   nothing lost and nothing invalid, under Valgrind

function(reclaim_lesson directory)
    string(REGEX MATCH "^[0-9]+" number "${directory}")
    set(program lesson_${number})
    set(home "${PROJECT_SOURCE_DIR}/lessons/${directory}")
    set(sources lesson.c ${ARGN})
    list(TRANSFORM sources PREPEND "${home}/")
    add_executable(${program} ${sources})
    target_link_libraries(${program} PRIVATE narrator)
    set_target_properties(${program} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lessons")

    # The same without a main(), for the judge's programs that hold several lessons (ReclaimSeam).
    add_library(told_${number} OBJECT ${sources})
    target_link_libraries(told_${number} PRIVATE reclaim_options)
    target_compile_definitions(told_${number} PRIVATE
        RECLAIM_LESSON_MAIN=lesson_main_${number})
    target_compile_options(told_${number} PRIVATE -fPIC
        -include "${PROJECT_SOURCE_DIR}/exercises/grader/runtime/told.h")
    set_property(GLOBAL APPEND PROPERTY RECLAIM_LESSONS ${directory})

    reclaim_test(lesson.${number} LABEL lesson COMMAND ${program})
    reclaim_memory_test(lesson.${number}.memory LABEL lesson TARGET ${program})
    if(RECLAIM_PYTHON AND NOT RECLAIM_MATRIX)
        reclaim_test(lesson.${number}.twin LABEL lesson COMMAND ${RECLAIM_PYTHON}
            "${PROJECT_SOURCE_DIR}/lessons/compare.py" $<TARGET_FILE:${program}> "${home}/lesson.py")
        set_tests_properties(lesson.${number}.twin PROPERTIES SKIP_RETURN_CODE 77)
    endif()
endfunction()
