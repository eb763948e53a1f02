# SPDX-License-Identifier: Apache-2.0
# Run at every build: writes build_info.cpp where the commit or the flags have changed, so that only that file
# is compiled again. Outside a checkout the commit comes from commit.txt, which `git archive` fills in.
set(commit "unknown")
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} -C ${source} rev-parse --show-toplevel
    OUTPUT_VARIABLE top OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  # A copy of the sources inside somebody else's repository has no commit of its own.
  file(REAL_PATH "${source}" source_path)
  if(NOT failed AND top STREQUAL source_path)
    execute_process(COMMAND ${GIT} -C ${source} rev-parse HEAD
      OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
      set(commit "${head}")
      execute_process(COMMAND ${GIT} -C ${source} diff-index --quiet HEAD -- OUTPUT_QUIET ERROR_QUIET
        RESULT_VARIABLE changed)
      if(changed)
        string(APPEND commit "+changes")
      endif()
    endif()
  endif()
endif()
if(commit STREQUAL "unknown")
  file(STRINGS "${source}/engine/store/commit.txt" archived LIMIT_COUNT 1)
  if(archived MATCHES "^[0-9a-f]+$")
    set(commit "${archived}")
  endif()
endif()
string(REGEX REPLACE " +" " " flags "${flags}")
string(STRIP "${flags}" flags)
configure_file("${source}/engine/store/build_info.cpp.in" "${output}" @ONLY)
