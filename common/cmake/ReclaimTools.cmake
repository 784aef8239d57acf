# Finds the optional tools. Each is used where it is there; RECLAIM_CI demands them all.
#
#   RECLAIM_PYTHON    a CPython 3.11 (lessons' twins and the conformance tests), or NOTFOUND
#   RECLAIM_VALGRIND  valgrind
#   RECLAIM_CLANG     clang, the second compiler the solutions are proved with
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
    message(STATUS "Left out, for want of ${what}: some tests")
endfunction()

find_program(RECLAIM_PYTHON NAMES python3.11 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(RECLAIM_PYTHON NAMES python3.11 python3)
find_program(RECLAIM_VALGRIND valgrind)
find_program(RECLAIM_CLANG clang)
find_library(RECLAIM_CHECK check)
find_library(RECLAIM_SUBUNIT subunit)
mark_as_advanced(RECLAIM_PYTHON RECLAIM_VALGRIND RECLAIM_CLANG RECLAIM_CHECK RECLAIM_SUBUNIT)

reclaim_need_in_ci(RECLAIM_PYTHON "python3")
reclaim_need_in_ci(RECLAIM_VALGRIND "valgrind")
reclaim_need_in_ci(RECLAIM_CLANG "clang")
reclaim_need_in_ci(RECLAIM_CHECK "check")

set(RECLAIM_CHECK_LIBRARIES)
if(RECLAIM_CHECK)
    set(RECLAIM_CHECK_LIBRARIES "${RECLAIM_CHECK}" m rt pthread)
    if(RECLAIM_SUBUNIT)
        list(INSERT RECLAIM_CHECK_LIBRARIES 1 "${RECLAIM_SUBUNIT}")
    endif()
endif()
