# Builds the site: cmake -DROOT=... -DBUILD=build/dev/docs -P docs/build.cmake
#
# The tools are looked for here, when the site is built, so that a build directory made before they
# were installed need not be configured again. Any warning of any of them is an error.

cmake_policy(VERSION 3.25)

set(missing)
find_program(DOXYGEN doxygen)
find_program(DOT dot)
find_program(GNUPLOT gnuplot)
find_program(PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(PYTHON python3)
find_path(THEME doxygen-awesome.css PATHS /usr/share/doxygen-awesome-css NO_DEFAULT_PATH)
foreach(tool IN ITEMS "DOXYGEN=doxygen" "DOT=graphviz" "GNUPLOT=gnuplot-nox"
        "PYTHON=python3" "THEME=doxygen-awesome-css")
    string(REGEX MATCH "^([A-Z]+)=(.*)$" found "${tool}")
    if(NOT ${CMAKE_MATCH_1})
        list(APPEND missing ${CMAKE_MATCH_2})
    endif()
endforeach()
if(missing)
    string(JOIN " " missing ${missing})
    message(FATAL_ERROR "The site needs these packages: ${missing}. "
        "./reclaim docs installs them; or: apt-get install --no-install-recommends ${missing}")
endif()

# Runs one tool; what it says is the reason when it fails.
function(run what)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
    string(STRIP "${said}" said)
    if(NOT code EQUAL 0)
        file(WRITE "${BUILD}/said.txt" "${said}\n")
        execute_process(COMMAND "${PYTHON}" "${ROOT}/docs/scripts/explain.py" "${BUILD}"
            INPUT_FILE "${BUILD}/said.txt" OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE)
        message("${said}")
        message(FATAL_ERROR "${what} failed; the reason is above.")
    endif()
endfunction()

set(ENV{PYTHONDONTWRITEBYTECODE} 1)
set(ENV{PYTHONUTF8} 1)
string(REPLACE "'" "'\\''" FILTER "${ROOT}/docs/scripts/filter_header.py") # for Doxygen, then a shell
set(FILTER "'${PYTHON}' -B '${FILTER}'")
configure_file("${ROOT}/docs/Doxyfile" "${BUILD}/Doxyfile" @ONLY)
file(REMOVE_RECURSE "${BUILD}/html")
run("Preparing the pages" "${PYTHON}" "${ROOT}/docs/scripts/prepare.py" "${BUILD}")
run("Doxygen" "${DOXYGEN}" "${BUILD}/Doxyfile")
run("Finishing the pages" "${PYTHON}" "${ROOT}/docs/scripts/finish.py" "${BUILD}/html")
