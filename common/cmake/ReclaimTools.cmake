# Finds the optional tools. Each is used where it is there; RECLAIM_CI demands them all.
#
#   RECLAIM_PYTHON    a CPython 3.11 (lessons' twins and the conformance tests), or NOTFOUND
#   RECLAIM_PYTHON_INCLUDE, RECLAIM_PYTHON_LIBRARY   to embed that CPython in a conformance test
#   RECLAIM_VALGRIND  valgrind
#   RECLAIM_CLANG     clang, the second compiler the solutions are proved with
#   RECLAIM_COMPILERS the compiler in use, and clang unless that is it
#   RECLAIM_PATCH     patch, which makes the typical mistakes out of the solutions
#   RECLAIM_CHECK     libcheck, the library's unit tests; with RECLAIM_CHECK_LIBRARIES
#   Doxygen and dot are looked for in docs/.

function(reclaim_need_in_ci variable what)
    if(${variable})
        return()
    endif()
    if(RECLAIM_CI)
        message(FATAL_ERROR "The ci preset proves everything and needs ${what}; "
            "./reclaim test installs it")
    endif()
    message(STATUS "Left out, for want of ${what}: the tests that need it")
endfunction()

find_program(RECLAIM_PYTHON NAMES python3.11 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(RECLAIM_PYTHON NAMES python3.11 python3)
find_path(RECLAIM_PYTHON_INCLUDE Python.h PATH_SUFFIXES python3.11)
find_library(RECLAIM_PYTHON_LIBRARY python3.11)
find_program(RECLAIM_VALGRIND valgrind)
find_program(RECLAIM_CLANG clang)
find_program(RECLAIM_PATCH patch)
find_library(RECLAIM_CHECK check)
find_library(RECLAIM_SUBUNIT subunit)
mark_as_advanced(RECLAIM_PYTHON RECLAIM_PYTHON_INCLUDE RECLAIM_PYTHON_LIBRARY RECLAIM_VALGRIND
    RECLAIM_CLANG RECLAIM_PATCH RECLAIM_CHECK RECLAIM_SUBUNIT)

# The compilers that are to agree: the one in use, and clang when that is another.
set(RECLAIM_COMPILERS "${CMAKE_C_COMPILER}")
if(RECLAIM_CLANG AND NOT CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND RECLAIM_COMPILERS "${RECLAIM_CLANG}")
endif()

reclaim_need_in_ci(RECLAIM_PYTHON "python3")
if(NOT RECLAIM_PYTHON_LIBRARY) # another distribution may have another Python: no failure
    message(STATUS "Left out, for want of CPython 3.11's library: the conformance tests")
endif()
reclaim_need_in_ci(RECLAIM_VALGRIND "valgrind")
reclaim_need_in_ci(RECLAIM_CLANG "clang")
reclaim_need_in_ci(RECLAIM_PATCH "patch")
reclaim_need_in_ci(RECLAIM_CHECK "check")

set(RECLAIM_CHECK_LIBRARIES)
if(RECLAIM_CHECK)
    set(RECLAIM_CHECK_LIBRARIES "${RECLAIM_CHECK}" m rt pthread)
    if(RECLAIM_SUBUNIT)
        list(INSERT RECLAIM_CHECK_LIBRARIES 1 "${RECLAIM_SUBUNIT}")
    endif()
endif()
