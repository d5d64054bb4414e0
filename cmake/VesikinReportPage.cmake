# add_report_page(FILE): builds the page of all results from web/ with npm and puts it at FILE.
include_guard()

function(add_report_page file)
    find_program(NPM_PROGRAM npm REQUIRED)
    set(folder "${PROJECT_SOURCE_DIR}/web")
    set(work "${PROJECT_BINARY_DIR}/report-page")
    file(GLOB settings CONFIGURE_DEPENDS "${folder}/*.json" "${folder}/*.js" "${folder}/.npmrc")
    file(GLOB_RECURSE parts CONFIGURE_DEPENDS "${folder}/kit/*" "${folder}/report/src/*")
    set(template "${folder}/report/page.html")
    add_custom_command(OUTPUT "${file}"
        # What was taken out of the sources must not stay in the copy.
        COMMAND ${CMAKE_COMMAND} -E rm -rf "${work}/kit" "${work}/report"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${folder}/kit" "${work}/kit"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${folder}/report/src" "${work}/report/src"
        COMMAND ${CMAKE_COMMAND} -E copy "${template}" "${work}/report"
        COMMAND ${CMAKE_COMMAND} -E copy ${settings} "${work}"
        COMMAND ${CMAKE_COMMAND} -E chdir "${work}" "${NPM_PROGRAM}" ci --silent --no-audit --no-fund
        COMMAND ${CMAKE_COMMAND} -E chdir "${work}" "${NPM_PROGRAM}" run --silent build
        COMMAND ${CMAKE_COMMAND} -E copy "${work}/dist/report.html" "${file}"
        DEPENDS ${settings} ${parts} "${template}"
        COMMENT "Building the report page"
        VERBATIM)
    add_custom_target(report_page ALL DEPENDS "${file}")
endfunction()
