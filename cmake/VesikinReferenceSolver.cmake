# add_reference_solver(TARGET): keeps in TARGET one of the two sources that define the reference solver: CVODE, or none.
include_guard()

function(add_reference_solver target)
    get_target_property(sources ${target} SOURCES)
    if(VESIKIN_WITH_CVODE)
        list(FILTER sources EXCLUDE REGEX "/no_reference_solver.cpp$")
        target_compile_definitions(${target} PUBLIC VESIKIN_WITH_CVODE)
        target_link_libraries(${target} PRIVATE SUNDIALS::cvode SUNDIALS::nvecserial SUNDIALS::sunmatrixdense
                              SUNDIALS::sunlinsoldense)
    else()
        list(FILTER sources EXCLUDE REGEX "/cvode_solver.cpp$")
    endif()
    set_target_properties(${target} PROPERTIES SOURCES "${sources}")
endfunction()
