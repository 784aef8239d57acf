# The project's folder may be called anything that its tools can bear.
#
#   reclaim_check_place(FOLDER...)
#
# Stops, in one sentence, where CMake, make or a compiler cannot work. Before project(), which builds
# already. (A backslash CMake takes for a slash before it reads any of this: the launcher says that.)
#
#   reclaim_glob(VARIABLE [RECURSE] [RELATIVE] PATTERN...)
#
# The files of the project that match, for patterns that begin at its root; RELATIVE to it, or with
# their whole path. file(GLOB) would take a [, ? or * in the project's own path for a pattern.

function(reclaim_check_place)
    foreach(index RANGE 1 ${ARGC}) # no list: it would be split at ;
        math(EXPR index "${index} - 1")
        set(place "${ARGV${index}}")
        # = because a compiler takes -fmacro-prefix-map=OLD=NEW; [ because CMake splits no list inside []
        string(REGEX MATCH "[\"#$:;<=>`|\t\r\n]" found "${place}")
        string(REGEX REPLACE "[^[]" "" opening "${place}")
        string(REGEX REPLACE "[^]]" "" closing "${place}")
        string(REPLACE "[" "]" opening "${opening}")
        if(found MATCHES "[\t\r\n]")
            set(found "tab or line end")
        elseif(NOT found AND NOT opening STREQUAL closing)
            set(found "bracket without its other half")
        endif()
        if(NOT found STREQUAL "")
            message(FATAL_ERROR "There is a ${found} in the path ${place}, and nothing can be built "
                "there: call the folder something without \" # $ : ; < = > \\ ` | and single brackets.")
        endif()
    endforeach()
endfunction()

function(reclaim_glob variable)
    cmake_parse_arguments(PARSE_ARGV 1 arg "RECURSE;RELATIVE" "" "")
    string(REGEX REPLACE "([[*?])" "[\\1]" literally "${PROJECT_SOURCE_DIR}")
    list(TRANSFORM arg_UNPARSED_ARGUMENTS PREPEND "${literally}/" OUTPUT_VARIABLE patterns)
    set(how GLOB)
    if(arg_RECURSE)
        set(how GLOB_RECURSE)
    endif()
    set(relative)
    if(arg_RELATIVE)
        set(relative RELATIVE "${PROJECT_SOURCE_DIR}")
    endif()
    file(${how} found ${relative} CONFIGURE_DEPENDS ${patterns})
    set(${variable} "${found}" PARENT_SCOPE)
endfunction()
