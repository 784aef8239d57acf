# What a machine and its compiler have to be. Each that will not do is told in one sentence, before
# anything is built.

if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    message(FATAL_ERROR "The judge limits what it runs by Linux's own means, and this is "
        "${CMAKE_SYSTEM_NAME}: use the container in .devcontainer/, or a virtual machine with Debian.")
endif()
if(CMAKE_CONFIGURATION_TYPES)
    message(FATAL_ERROR "${CMAKE_GENERATOR} keeps several configurations in one folder, and the judge "
        "one: choose -G \"Unix Makefiles\" or -G Ninja.")
endif()
if(CMAKE_C_COMPILER_ARG1)
    message(FATAL_ERROR "The judge calls the compiler by its name alone, and CC has words behind it "
        "(${CMAKE_C_COMPILER}${CMAKE_C_COMPILER_ARG1}): set CC=gcc or CC=clang.")
endif()
if(NOT CMAKE_C_COMPILER_ID MATCHES "^(GNU|Clang)$")
    message(FATAL_ERROR "The judge speaks to gcc or clang, and ${CMAKE_C_COMPILER} is "
        "${CMAKE_C_COMPILER_ID}: set CC=gcc or CC=clang.")
endif()

# machine.h stops the compiler at a processor that it does not know.
include(CheckCSourceCompiles)
set(CMAKE_REQUIRED_QUIET ON)
set(CMAKE_REQUIRED_INCLUDES "${PROJECT_SOURCE_DIR}")
set(CMAKE_REQUIRED_DEFINITIONS -D_GNU_SOURCE)
check_c_source_compiles("#include <stdint.h>
#include \"exercises/grader/runtime/machine.h\"
int main(void) { return 0; }" RECLAIM_MACHINE_IS_KNOWN)
if(NOT RECLAIM_MACHINE_IS_KNOWN)
    math(EXPR bits "8 * ${CMAKE_SIZEOF_VOID_P}")
    message(FATAL_ERROR "The judge knows x86-64 and aarch64, and ${CMAKE_C_COMPILER} builds for another "
        "processor (${CMAKE_SYSTEM_PROCESSOR}, ${bits} bits): exercises/grader/runtime/machine.h says "
        "what one more would need.")
endif()
unset(CMAKE_REQUIRED_QUIET)
unset(CMAKE_REQUIRED_INCLUDES)
unset(CMAKE_REQUIRED_DEFINITIONS)
