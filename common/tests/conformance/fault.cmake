# Proves that the fuzzer finds a fault: applies faults/NAME.patch to a copy of the file of common/
# that it names, links the fuzzer with that file in the place of the library's own, and demands that
# the worlds part. Called by CTest as
#
#   cmake -DROOT= -DPATCH= -DWORK= -DOPERATIONS= -DCC= -DFLAGS= -DLINK= -P fault.cmake
#
# FLAGS compile a file of common/; LINK is what the fuzzer is linked from.

function(run what)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output
        ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${what}: ${status}\n${output}")
    endif()
endfunction()

file(STRINGS "${PATCH}" source REGEX "^--- a/")
string(REGEX REPLACE "^--- a/([^\t ]*).*" "\\1" source "${source}")
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
configure_file("${ROOT}/${source}" "${WORK}/faulty.c" COPYONLY)
run("the patch does not apply to ${source}" patch --silent "${WORK}/faulty.c" "${PATCH}")
run("it does not compile" ${CC} ${FLAGS} -c "${WORK}/faulty.c" -o "${WORK}/faulty.o")
run("it does not link" ${CC} "${WORK}/faulty.o" ${LINK} -o "${WORK}/fuzz")
execute_process(COMMAND "${WORK}/fuzz" --shrink 0 --operations ${OPERATIONS}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
message("${output}")
if(NOT status EQUAL 1)
    message(FATAL_ERROR "not found: the fuzzer ended with ${status}")
endif()
