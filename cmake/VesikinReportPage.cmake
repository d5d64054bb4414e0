# add_report_page(FILE): builds the report page of web/report with npm and puts it at FILE.
include_guard()

function(add_report_page file)
    find_program(NPM_PROGRAM npm REQUIRED)
    set(folder "${PROJECT_SOURCE_DIR}/web/report")
    set(work "${PROJECT_BINARY_DIR}/report-page")
    file(GLOB sources CONFIGURE_DEPENDS "${folder}/src/*" "${folder}/*.json" "${folder}/*.mjs" "${folder}/.npmrc")
    add_custom_command(OUTPUT "${file}"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${folder}/src" "${work}/src"
        COMMAND ${CMAKE_COMMAND} -E copy "${folder}/package.json" "${folder}/package-lock.json"
                "${folder}/tsconfig.json" "${folder}/build.mjs" "${folder}/.npmrc" "${work}"
        COMMAND ${CMAKE_COMMAND} -E chdir "${work}" "${NPM_PROGRAM}" ci --silent --no-audit --no-fund
        COMMAND ${CMAKE_COMMAND} -E chdir "${work}" "${NPM_PROGRAM}" run --silent build
        COMMAND ${CMAKE_COMMAND} -E copy "${work}/dist/report.html" "${file}"
        DEPENDS ${sources}
        COMMENT "Building the report page"
        VERBATIM)
    add_custom_target(report_page ALL DEPENDS "${file}")
endfunction()
