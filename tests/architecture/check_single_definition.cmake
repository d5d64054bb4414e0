# One definition of each thing: what decides an outcome, expands a regimen or clears a repeated dose is written in its own file,
# and asked for elsewhere only where the table says. ROOT is the source folder; a row is "pattern|file file ...".
cmake_policy(VERSION 3.25)
set(rows
    # the probability of EASI below a limit: EASI-50, -75, -90
    "easi_below[(]|care/visit_noise.hpp care/visit_noise.cpp outcome/easi_response.cpp"
    "easi_improvement_frac[(]|outcome/outcome.hpp outcome/easi.cpp outcome/easi_response.cpp format/trial_files.cpp"
    # IGA 0/1
    "clear_easi[(]|catalogue/trial_layer.hpp outcome/iga.cpp outcome/easi.cpp"
    "iga_of[(]|catalogue/catalogue.hpp catalogue/catalogue.cpp outcome/iga.cpp"
    # visits about a course
    "draw_easi[(]|care/visit_noise.hpp care/visit_noise.cpp study/run.cpp"
    "draw_itch[(]|care/visit_noise.hpp care/visit_noise.cpp study/run.cpp"
    # doses of a regimen, events of a course
    "GivenDose>? (doses|given)|care/care_course.hpp care/regimen.hpp care/regimen.cpp analysis/row_treatment.cpp"
    "DoseKind::session|care/care_course.cpp simulation/course.hpp simulation/course_model.hpp"
    # clearance of repeated doses
    "repeat_clearance[(]|delivery/repeat_clearance.hpp delivery/infusion.cpp simulation/course_model.hpp"
    # signs as seen, who leaves
    "seen_share[(]|disease/scores.hpp care/sight.hpp care/sight.cpp"
    "exit_by_failure_per_day|catalogue/trial_layer.hpp care/sight.cpp"
)
file(GLOB_RECURSE sources RELATIVE "${ROOT}" "${ROOT}/*.cpp" "${ROOT}/*.hpp")
set(breaches "")
foreach(row IN LISTS rows)
    string(FIND "${row}" "|" bar REVERSE)
    string(SUBSTRING "${row}" 0 ${bar} pattern)
    math(EXPR after "${bar} + 1")
    string(SUBSTRING "${row}" ${after} -1 allowed)
    string(REPLACE " " ";" allowed "${allowed}")
    set(found 0)
    foreach(source IN LISTS sources)
        file(READ "${ROOT}/${source}" text)
        if(text MATCHES "${pattern}")
            math(EXPR found "${found} + 1")
            if(NOT source IN_LIST allowed)
                string(APPEND breaches "\n  ${source}: ${pattern}")
            endif()
        endif()
    endforeach()
    if(found EQUAL 0)
        string(APPEND breaches "\n  nothing has ${pattern}: the table is out of date")
    endif()
endforeach()
if(breaches)
    message(FATAL_ERROR "written or asked for outside its file:${breaches}")
endif()
