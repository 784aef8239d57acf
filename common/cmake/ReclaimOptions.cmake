# reclaim_options: what every C file of the project is compiled with.
#
# The learner's file is compiled by the judge, with the same options: ReclaimExercise writes them
# into the exercise's manifest, so they are lists here and never a string.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Debug CACHE STRING "Debug, Release, ..." FORCE)
endif()

set(RECLAIM_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wno-unused-parameter -Wpointer-arith -Wwrite-strings -Wvla)
set(RECLAIM_SANITIZERS)
if(RECLAIM_SANITIZE)
    set(RECLAIM_SANITIZERS -fsanitize=address,undefined -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    if(CMAKE_C_COMPILER_ID STREQUAL "Clang") # its list of exceptions is empty, and reads as an included file
        list(APPEND RECLAIM_SANITIZERS -fno-sanitize-ignorelist)
    endif()
endif()

add_library(reclaim_options INTERFACE)
target_include_directories(reclaim_options INTERFACE "${PROJECT_SOURCE_DIR}")
# A file names itself as a reader knows it (lessons/...), wherever the project lies.
target_compile_options(reclaim_options INTERFACE ${RECLAIM_WARNINGS} ${RECLAIM_SANITIZERS}
    "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
if(CMAKE_C_COMPILER_ID STREQUAL "Clang" AND CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(reclaim_options INTERFACE -gdwarf-4) # all that Valgrind 3.19 can read
endif()
target_link_options(reclaim_options INTERFACE ${RECLAIM_SANITIZERS})
target_compile_definitions(reclaim_options INTERFACE
    _DEFAULT_SOURCE=1 # C17 alone has no clock, no terminal and no memory map
    $<$<BOOL:${RECLAIM_DEBUG}>:RECLAIM_DEBUG=1>
    $<$<BOOL:${RECLAIM_STRESS}>:RECLAIM_STRESS=1>)
# The course's own files only: an exercise under way may well have an unused variable.
set(CMAKE_COMPILE_WARNING_AS_ERROR ${RECLAIM_CI})
