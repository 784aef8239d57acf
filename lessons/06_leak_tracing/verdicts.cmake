# Whether Valgrind gives each leak the verdict of the page: cmake -DPROGRAM=lesson_06 -P verdicts.cmake

execute_process(COMMAND "${PROGRAM}" RESULT_VARIABLE code OUTPUT_VARIABLE said)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} failed (${code}):\n${said}")
endif()
foreach(verdict IN ITEMS "registry still reachable" "cycle still reachable"
        "callback still reachable" "release definitely lost")
    string(REGEX MATCH "^([a-z]+) (.+)$" found "${verdict}")
    if(NOT said MATCHES "~ +${CMAKE_MATCH_1}: [0-9,]+ bytes in 10 blocks are ${CMAKE_MATCH_2}")
        message(FATAL_ERROR "Expected of Valgrind: ${verdict}. The lesson said:\n${said}")
    endif()
endforeach()
