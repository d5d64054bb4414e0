# add_web_pages(FILE FOLDER): builds web/ with npm and puts the page of all results at FILE, and the page of the server into FOLDER.
include_guard()

function(add_web_pages file folder)
    find_program(NPM_PROGRAM npm REQUIRED)
    set(web "${PROJECT_SOURCE_DIR}/web")
    set(work "${PROJECT_BINARY_DIR}/web-pages")
    file(GLOB settings CONFIGURE_DEPENDS "${web}/*.json" "${web}/*.js" "${web}/.npmrc")
    file(GLOB_RECURSE parts CONFIGURE_DEPENDS "${web}/kit/*" "${web}/report/src/*" "${web}/app/src/*")
    set(templates "${web}/report/page.html" "${web}/app/index.html")
    set(built "${folder}/index.html" "${folder}/app.css" "${folder}/app.js" "${folder}/app.svg" "${folder}/licences.txt")
    add_custom_command(OUTPUT "${file}" ${built}
        # What was taken out of the sources must not stay in the copy.
        COMMAND ${CMAKE_COMMAND} -E rm -rf "${work}/kit" "${work}/report" "${work}/app" "${folder}"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${web}/kit" "${work}/kit"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${web}/report/src" "${work}/report/src"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${web}/app/src" "${work}/app/src"
        COMMAND ${CMAKE_COMMAND} -E copy "${web}/report/page.html" "${work}/report"
        COMMAND ${CMAKE_COMMAND} -E copy "${web}/app/index.html" "${work}/app"
        COMMAND ${CMAKE_COMMAND} -E copy ${settings} "${work}"
        COMMAND ${CMAKE_COMMAND} -E chdir "${work}" "${NPM_PROGRAM}" ci --silent --no-audit --no-fund
        COMMAND ${CMAKE_COMMAND} -E chdir "${work}" "${NPM_PROGRAM}" run --silent build
        COMMAND ${CMAKE_COMMAND} -E copy "${work}/dist/report.html" "${file}"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${work}/dist/app" "${folder}"
        DEPENDS ${settings} ${parts} ${templates}
        COMMENT "Building the pages"
        VERBATIM)
    add_custom_target(report_page ALL DEPENDS "${file}")
    add_custom_target(app_page ALL DEPENDS ${built})
    # Two targets of one command: one after the other, or both would build at once.
    add_dependencies(app_page report_page)
endfunction()
