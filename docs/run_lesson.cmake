# One run of a lesson's program for its page: cmake -DPROGRAM=lesson_01 -DDIRECTORY=... -P run_lesson.cmake
#
# A lesson with a false claim has no page: its transcript is shown and the build stops.

get_filename_component(NAME "${DIRECTORY}" NAME)
file(REMOVE_RECURSE "${DIRECTORY}")
file(MAKE_DIRECTORY "${DIRECTORY}")
execute_process(COMMAND "${PROGRAM}" --pictures "${DIRECTORY}" --transcript "${DIRECTORY}"
        --record "${DIRECTORY}/${NAME}.jsonl"
    RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT code EQUAL 0)
    file(REMOVE_RECURSE "${DIRECTORY}")
    message("${said}")
    message(FATAL_ERROR "${PROGRAM} failed (${code}); what it said is above.")
endif()
