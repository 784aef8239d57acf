# What is built ahead for seams: exercises whose file takes the place of one of common/.
#
#   lessons_1d_deep_release   the lessons up to the exercise's own as checks (runtime/lessons.c), with the
#                             library without that file, whose functions are left undefined
#   lessons_course            all lessons as checks, with the library as it is: what they have to say
#   capstone_lessons          all lessons, with the library without any of the files that are replaced
#   capstone_conformance      the conformance programs with the same, where CPython's library is found
#
# BUILD/capstone/manifest has the same form as an exercise's: root, told, course, lessons, conformance.
#
# A lesson is compiled once for all of them (told_NN, made by reclaim_lesson), the narrator, too.

# common_NAME: the object library with files left out of its list. The others are compiled once, for common.
function(reclaim_library_without target)
    foreach(file IN LISTS ARGN)
        if(NOT "${PROJECT_SOURCE_DIR}/common/${file}" IN_LIST RECLAIM_COMMON_SOURCES)
            message(FATAL_ERROR "${target}: common/ has no ${file} to leave out")
        endif()
    endforeach()
    string(REPLACE "." "[.]" left_out "${ARGN}")
    string(REPLACE ";" "|" left_out "${left_out}")
    add_library(${target} STATIC
        "$<FILTER:$<TARGET_OBJECTS:common>,EXCLUDE,/(${left_out})[.]o$>")
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE C)
    target_link_libraries(${target} PUBLIC reclaim_options)
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
    target_compile_options(${target} PRIVATE -fPIC # it calls into a shared object
        -fno-omit-frame-pointer) # for runtime/guard.c
    target_link_libraries(${target} PRIVATE reclaim_options
        $<LINK_LIBRARY:WHOLE_ARCHIVE,check_runtime,${library}>)
    target_link_options(${target} PRIVATE -Wl,--unresolved-symbols=ignore-in-object-files
        -Wl,-z,relro,-z,now) # nobody changes by whom its calls are answered
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

# What `reclaim capstone` runs on all seams at once. After the last reclaim_exercise().
function(reclaim_capstone)
    set(output "${PROJECT_BINARY_DIR}/capstone")
    get_property(lessons GLOBAL PROPERTY RECLAIM_LESSONS)
    get_property(seams GLOBAL PROPERTY RECLAIM_SEAMS)
    reclaim_lessons_program(lessons_course "${PROJECT_BINARY_DIR}/exercises/lessons" common ${lessons})
    reclaim_library_without(common_capstone ${seams})
    reclaim_lessons_program(capstone_lessons "${output}/lessons" common_capstone ${lessons})
    set(manifest "root ${PROJECT_SOURCE_DIR}" "course $<TARGET_FILE:lessons_course>"
        "lessons $<TARGET_FILE:capstone_lessons>")
    if(TARGET programs)
        add_executable(capstone_conformance
            "${PROJECT_SOURCE_DIR}/exercises/grader/runtime/conformance.c"
            $<TARGET_OBJECTS:worlds> $<TARGET_OBJECTS:programs>)
        target_link_libraries(capstone_conformance PRIVATE "${RECLAIM_PYTHON_LIBRARY}")
        reclaim_judged_program(capstone_conformance "${output}/conformance" common_capstone)
        list(APPEND manifest "conformance $<TARGET_FILE:capstone_conformance>")
    endif()
    string(JOIN "\n" manifest ${manifest})
    reclaim_manifest_words(told "${lessons}")
    file(GENERATE OUTPUT "${output}/manifest" CONTENT "${manifest}\n")
endfunction()
