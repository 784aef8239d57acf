# What is built ahead for seams: exercises whose file takes the place of one of common/.
#
#   lessons_1d_deep_release   the lessons up to the exercise's own as checks (runtime/lessons.c), with the
#                             library without that file, whose functions are left undefined
#   lessons_course            all lessons as checks, with the library as it is: what they have to say
#
# A lesson is compiled once for all of them (told_NN, made by reclaim_lesson), the narrator, too.

# common_NAME: the object library with files left out of its source list.
function(reclaim_library_without target)
    set(sources ${RECLAIM_COMMON_SOURCES})
    foreach(file IN LISTS ARGN)
        if(NOT "${PROJECT_SOURCE_DIR}/common/${file}" IN_LIST sources)
            message(FATAL_ERROR "${target}: common/ has no ${file} to leave out")
        endif()
        list(REMOVE_ITEM sources "${PROJECT_SOURCE_DIR}/common/${file}")
    endforeach()
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PUBLIC reclaim_options)
    target_compile_definitions(${target} PRIVATE RECLAIM_LIBRARY=1)
endfunction()

# The lessons that there are up to one (00_start 01_refcounting ...), into variable.
function(reclaim_lessons_up_to last variable)
    get_property(all GLOBAL PROPERTY RECLAIM_LESSONS)
    set(found)
    foreach(lesson IN LISTS all)
        if(lesson STRLESS_EQUAL last)
            list(APPEND found ${lesson})
        endif()
    endforeach()
    set(${variable} ${found} PARENT_SCOPE)
endfunction()

# A program that the learner's shared object is loaded with: the judge's runtime, and a library some
# of whose functions may be undefined.
function(reclaim_judged_program target output library)
    target_compile_options(${target} PRIVATE -fPIC) # it calls into a shared object
    target_link_libraries(${target} PRIVATE reclaim_options
        $<LINK_LIBRARY:WHOLE_ARCHIVE,check_runtime,${library}>)
    target_link_options(${target} PRIVATE -Wl,--unresolved-symbols=ignore-in-object-files)
    cmake_path(GET output PARENT_PATH folder)
    cmake_path(GET output FILENAME name)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} ENABLE_EXPORTS ON
        RUNTIME_OUTPUT_DIRECTORY "${folder}")
endfunction()

# reclaim_lessons_program(TARGET OUTPUT LIBRARY LESSON...)
function(reclaim_lessons_program target output library)
    set(names)
    set(objects $<TARGET_OBJECTS:narrator>)
    foreach(lesson IN LISTS ARGN)
        string(REGEX MATCH "^[0-9]+" number "${lesson}")
        string(APPEND names " LESSON(${number})")
        list(APPEND objects $<TARGET_OBJECTS:told_${number}>)
    endforeach()
    add_executable(${target} "${PROJECT_SOURCE_DIR}/exercises/grader/runtime/lessons.c" ${objects})
    target_compile_definitions(${target} PRIVATE "RECLAIM_LESSONS=${names}")
    reclaim_judged_program(${target} "${output}" ${library})
endfunction()
