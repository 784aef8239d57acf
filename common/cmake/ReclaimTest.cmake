# Tests of the object library.
#
#   reclaim_unit_test(list)   common/tests/test_list.c, on Check; test library.list, label library
#   reclaim_header_test(common/list.h ...)   each header compiles alone and twice; built with all

function(reclaim_unit_test name)
    if(NOT RECLAIM_CHECK)
        return()
    endif()
    add_executable(test_${name} "${PROJECT_SOURCE_DIR}/common/tests/test_${name}.c")
    target_link_libraries(test_${name} PRIVATE common ${RECLAIM_CHECK_LIBRARIES})
    add_test(NAME library.${name} COMMAND test_${name})
    set_tests_properties(library.${name} PROPERTIES LABELS library)
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
