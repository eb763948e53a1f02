# SPDX-License-Identifier: Apache-2.0
# Everything the engine is built on. System packages come first; ./dev installs them.
find_package(Boost 1.74 REQUIRED)
find_package(Eigen3 3.4 REQUIRED)
find_package(fmt REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C HL)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)

add_library(gemeinsim_random123 INTERFACE)
target_include_directories(gemeinsim_random123 SYSTEM INTERFACE "${RANDOM123_INCLUDE_DIR}")
add_library(gemeinsim_tomlplusplus INTERFACE)
target_include_directories(gemeinsim_tomlplusplus SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE_DIR}")
add_library(gemeinsim_hdf5 INTERFACE)
target_include_directories(gemeinsim_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_link_libraries(gemeinsim_hdf5 INTERFACE ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})
