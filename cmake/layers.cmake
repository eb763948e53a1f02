# SPDX-License-Identifier: Apache-2.0
# One static library per layer of the engine. The order of layers is that of engine/README.md;
# tests/architecture checks the includes, this file the linking.

# Usage requirements shared by every target of ours.
add_library(gemeinsim_options INTERFACE)
target_compile_features(gemeinsim_options INTERFACE cxx_std_20)
# No contraction and no -ffast-math: the same bits for scalar and vector code, any thread count.
target_compile_options(gemeinsim_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -ffp-contract=off)
# GCC 12 sees overflows in inlined code of the standard library (a std::map reached through a pointer to member, a
# std::string put together) that are none; the sanitizers and clang watch over the real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(gemeinsim_options INTERFACE -Wno-array-bounds -Wno-stringop-overflow -Wno-restrict)
endif()
if(GEMEINSIM_WARNINGS_AS_ERRORS)
  target_compile_options(gemeinsim_options INTERFACE -Werror)
endif()
if(GEMEINSIM_NATIVE)
  target_compile_options(gemeinsim_options INTERFACE -march=native)
endif()

# gemeinsim_headers(<target> <header>...)
# Each header must compile alone. Where a source of the same name includes it first, as tests/architecture wants, the
# compiler shows that with the source; the others form the file set `alone`, which is compiled header by header (target
# all_verify_interface_header_sets).
function(gemeinsim_headers target)
  foreach(header IN LISTS ARGN)
    string(REGEX REPLACE "[.]h$" ".cpp" source "${header}")
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
      set(file_set HEADERS)
    else()
      set(file_set alone)
    endif()
    target_sources(${target} PUBLIC FILE_SET ${file_set} FILES ${header})
  endforeach()
endfunction()

# gemeinsim_layer(<name> SOURCES ... [HEADERS ...] [LINKS ...])
# Defines gemeinsim_<name>.
function(gemeinsim_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;LINKS" ${ARGN})
  set(target gemeinsim_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES
    POSITION_INDEPENDENT_CODE ON
    VERIFY_INTERFACE_HEADER_SETS ON
    INTERFACE_HEADER_SETS_TO_VERIFY alone
    CXX_EXTENSIONS OFF)
  target_sources(${target} PUBLIC
    FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/engine"
    FILE_SET alone TYPE HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/engine")
  gemeinsim_headers(${target} ${arg_HEADERS})
  target_link_libraries(${target} PUBLIC gemeinsim_options ${arg_LINKS})
endfunction()

# gemeinsim_test(<name> SOURCES ... [LINKS ...] [LABELS ...] [PROPERTIES ...])
# One GoogleTest executable test_<name>; every TEST becomes a ctest of its own carrying the labels.
function(gemeinsim_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;LABELS;PROPERTIES" ${ARGN})
  set(target test_${name})
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE gemeinsim_options ${arg_LINKS} GTest::gmock GTest::gtest_main)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  # A third less to compile than with -O2, which makes the tests a tenth faster; the engine's libraries keep their flags (inline
  # functions of its headers are those of the tests).
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Og>)
  target_compile_definitions(${target} PRIVATE GEMEINSIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${arg_LABELS}" ${arg_PROPERTIES})
endfunction()
