# The project's folder may be called anything that its tools can bear.
#
#   reclaim_glob(VARIABLE [RECURSE] [RELATIVE] PATTERN...)
#
# The files of the project that match, for patterns that begin at its root; RELATIVE to it, or with
# their whole path. file(GLOB) would take a [, ? or * in the project's own path for a pattern.

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
