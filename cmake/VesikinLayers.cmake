# add_layer(NAME USES layer... LINK target...): one static library per folder of src/vesikin, with its header file set.
# The layer's folder holds its sources; third-party links are private, so their headers stay in .cpp files.
include_guard()

function(vesikin_compile_options target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
        -Wdouble-promotion -Wnon-virtual-dtor -Woverloaded-virtual
        # GCC 12 reports these two falsely inside fmt and std::string at -O3; clang does not know them.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-restrict>)
    if(VESIKIN_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    if(VESIKIN_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${VESIKIN_SANITIZE}
            -fno-sanitize-recover=all -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=${VESIKIN_SANITIZE})
    endif()
    if(VESIKIN_BUILD_FUZZ)
        target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
endfunction()

function(add_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 LAYER "" "" "USES;LINK")
    set(folder "${PROJECT_SOURCE_DIR}/src/vesikin/${name}")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${folder}/*.hpp")
    list(FILTER sources EXCLUDE REGEX "/kernels/")
    if(NOT sources AND NOT headers)
        message(FATAL_ERROR "layer ${name} has no file in ${folder}")
    endif()

    set(target vesikin_${name})
    if(sources)
        add_library(${target} STATIC ${sources})
        if(VESIKIN_SANITIZE)
            set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL TRUE)  # only what tests link
        endif()
        set(scope PUBLIC)
        vesikin_compile_options(${target})
        target_link_libraries(${target} PRIVATE ${LAYER_LINK})
    else()
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    endif()
    add_library(vesikin::${name} ALIAS ${target})
    target_include_directories(${target} ${scope}
        $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src> $<INSTALL_INTERFACE:include>)
    target_compile_features(${target} ${scope} cxx_std_20)

    set(allowed ${name})
    foreach(used IN LISTS LAYER_USES)
        if(NOT TARGET vesikin::${used})
            message(FATAL_ERROR "layer ${name} uses ${used}, which is not declared above it")
        endif()
        target_link_libraries(${target} ${scope} vesikin::${used})
        get_property(below GLOBAL PROPERTY VESIKIN_LAYER_${used})
        list(APPEND allowed ${below})
    endforeach()
    list(REMOVE_DUPLICATES allowed)
    set_property(GLOBAL PROPERTY VESIKIN_LAYER_${name} "${allowed}")
    set_property(GLOBAL APPEND PROPERTY VESIKIN_LAYERS ${name})
endfunction()
