# add_kernels(TARGET): compiles the batched kernel once per instruction set into TARGET. Each copy lives in a namespace of
# its own and is chosen at run time; only these files see instruction-set flags.
include_guard()

function(add_kernels target)
    set(folder "${PROJECT_SOURCE_DIR}/src/vesikin/simulation/kernels")
    target_sources(${target} PRIVATE "${folder}/table.cpp")
    # -maes -mpclmul: without them Highway 1.0 quietly falls back to SSSE3, whatever -march says.
    # -ffp-contract: fused multiply-add keeps more digits; results are promised per instruction set only.
    # -O3 in every build type: an unoptimised kernel would spill every vector and is of no use to anyone.
    # Under sanitizers, stack and undefined-behaviour checks of thousands of vector temporaries take many minutes to compile:
    # one kernel, which all machines run, keeps the checks of heap and globals, where its arrays live.
    set(optimisation -O3)
    set(kernels avx512:x86-64-v4 avx2:x86-64-v3 sse4:x86-64-v2)
    if(VESIKIN_SANITIZE)
        set(optimisation -O1 -fno-sanitize=undefined --param asan-stack=0)
        set(kernels sse4:x86-64-v2)
        set_source_files_properties("${folder}/table.cpp" PROPERTIES COMPILE_DEFINITIONS VESIKIN_BASELINE_KERNEL_ONLY)
    endif()
    set(common ${optimisation} -maes -mpclmul -ffp-contract=fast -fno-math-errno -fno-trapping-math -Wno-psabi)
    foreach(kernel IN LISTS kernels)
        string(REPLACE ":" ";" parts "${kernel}")
        list(GET parts 0 name)
        list(GET parts 1 architecture)
        set(object vesikin_kernel_${name})
        add_library(${object} OBJECT "${folder}/kernel.cpp")
        target_include_directories(${object} PRIVATE "${PROJECT_SOURCE_DIR}/src")
        vesikin_compile_options(${object})
        target_compile_options(${object} PRIVATE ${common} -march=${architecture})
        target_compile_definitions(${object} PRIVATE HWY_COMPILE_ONLY_STATIC VESIKIN_KERNEL=${name})
        target_link_libraries(${object} PRIVATE hwy::hwy)
        target_sources(${target} PRIVATE $<TARGET_OBJECTS:${object}>)
    endforeach()
endfunction()
