# add_kernels(TARGET): compiles the batched kernel once per instruction set into TARGET. Each copy lives in a namespace of
# its own and is chosen at run time; only these files see instruction-set flags. `portable` is what the compiler makes without
# any: every machine runs it, ARM and a browser too.
include_guard()

set(all_kernels portable)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set(all_kernels avx512 avx2 sse4 portable)
endif()
set(VESIKIN_KERNELS "${all_kernels}" CACHE STRING "Instruction sets of the batched solver, best first")

# -maes -mpclmul: without them Highway 1.0 quietly falls back to SSSE3, whatever -march says.
set(VESIKIN_FLAGS_avx512 -maes -mpclmul -march=x86-64-v4)
set(VESIKIN_FLAGS_avx2 -maes -mpclmul -march=x86-64-v3)
set(VESIKIN_FLAGS_sse4 -maes -mpclmul -march=x86-64-v2)

function(add_kernels target)
    set(folder "${PROJECT_SOURCE_DIR}/src/vesikin/simulation/kernels")
    target_sources(${target} PRIVATE "${folder}/table.cpp")
    # -ffp-contract: fused multiply-add keeps more digits; results are promised per instruction set only.
    # -O3 in every build type: an unoptimised kernel would spill every vector and is of no use to anyone.
    # Under sanitizers, stack and undefined-behaviour checks of thousands of vector temporaries take many minutes to compile:
    # one kernel, which all machines of the kind run, keeps the checks of heap and globals, where its arrays live.
    set(optimisation -O3)
    set(kernels ${VESIKIN_KERNELS})
    if(VESIKIN_SANITIZE)
        set(optimisation -O1 -fno-sanitize=undefined)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
            list(APPEND optimisation -mllvm -asan-stack=0)
        else()
            list(APPEND optimisation --param asan-stack=0)
        endif()
        list(POP_BACK kernels)  # the portable one is slow
        list(POP_BACK kernels baseline)
        set(kernels ${baseline})
        if(NOT kernels)
            set(kernels portable)
        endif()
    endif()
    set(common ${optimisation} -ffp-contract=fast -fno-math-errno -fno-trapping-math -Wno-psabi)
    set(definitions)
    foreach(name IN LISTS kernels)
        if(NOT name IN_LIST all_kernels)
            message(FATAL_ERROR "VESIKIN_KERNELS: ${name} is none of ${all_kernels}")
        endif()
        set(object vesikin_kernel_${name})
        add_library(${object} OBJECT "${folder}/kernel.cpp")
        target_include_directories(${object} PRIVATE "${PROJECT_SOURCE_DIR}/src")
        vesikin_compile_options(${object})
        target_compile_options(${object} PRIVATE ${common} ${VESIKIN_FLAGS_${name}})
        target_compile_definitions(${object} PRIVATE HWY_COMPILE_ONLY_STATIC VESIKIN_KERNEL=${name})
        target_link_libraries(${object} PRIVATE hwy::hwy)
        target_sources(${target} PRIVATE $<TARGET_OBJECTS:${object}>)
        list(APPEND definitions VESIKIN_HAS_${name})
    endforeach()
    set_source_files_properties("${folder}/table.cpp" PROPERTIES COMPILE_DEFINITIONS "${definitions}")
endfunction()
