# Tests, each with its one label. In a second configuration (RECLAIM_MATRIX) a test is named
# TEST@NAME, so that one CTest run over all configurations says which failed.
#
#   reclaim_test(lesson.01 LABEL lesson [TIMEOUT SECONDS] COMMAND lesson_01)
#   reclaim_unit_test(list)      common/tests/test_list.c, on Check: test library.list
#   reclaim_memory_test(lesson.01.memory LABEL lesson TARGET lesson_01 [ARGUMENTS ...])
#                                nothing lost and nothing invalid, under Valgrind
#   reclaim_header_test(common/types/list.h ...)      each header compiles alone, and twice

function(reclaim_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "COMMAND")
    if(RECLAIM_MATRIX)
        string(APPEND name "@${RECLAIM_MATRIX}")
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND})
    set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT})
endfunction()

# Valgrind cannot run what a sanitizer instrumented, and needs no second compiler's opinion.
function(reclaim_memory_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TARGET" "ARGUMENTS")
    if(NOT RECLAIM_VALGRIND OR RECLAIM_MATRIX)
        return()
    endif()
    reclaim_test(${name} LABEL ${arg_LABEL} TIMEOUT 300
        COMMAND ${RECLAIM_VALGRIND} --quiet --error-exitcode=99 --leak-check=full
        --show-leak-kinds=all --errors-for-leak-kinds=all --trace-children=no
        $<TARGET_FILE:${arg_TARGET}> ${arg_ARGUMENTS})
endfunction()

function(reclaim_unit_test name)
    if(NOT RECLAIM_CHECK)
        return()
    endif()
    add_executable(test_${name} "${PROJECT_SOURCE_DIR}/common/tests/test_${name}.c")
    target_link_libraries(test_${name} PRIVATE common ${RECLAIM_CHECK_LIBRARIES})
    reclaim_test(library.${name} LABEL library COMMAND test_${name})
endfunction()

function(reclaim_header_test)
    set(sources)
    foreach(header IN LISTS ARGN)
        string(MAKE_C_IDENTIFIER "${header}" name)
        set(source "${CMAKE_CURRENT_BINARY_DIR}/alone/${name}.c")
        file(CONFIGURE OUTPUT "${source}" CONTENT
            "#include \"@header@\"\n#include \"@header@\"\ntypedef int @name@;\n" @ONLY)
        list(APPEND sources "${source}")
    endforeach()
    add_library(headers_alone OBJECT ${sources})
    target_link_libraries(headers_alone PRIVATE reclaim_options)
endfunction()
