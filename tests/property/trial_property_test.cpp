// Laws of trials and of the files that they read, hostile ones included.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "support/model_fixture.hpp"
#include "support/trajectories.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/checkpoint.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/study/run.hpp"

namespace vesikin {
namespace {

/// The shipped drugs and one that does nothing.
const catalogue::Catalogue& catalogue_with_sugar() {
    static const catalogue::Catalogue catalogue = [] {
        catalogue::Catalogue made = tests::shipped_catalogue();
        catalogue::Drug sugar = made.drugs.front();
        sugar.name = "sugar";
        for (catalogue::DrugEffect& effect : sugar.effects) {
            effect.size = 0.0;
        }
        made.drugs.push_back(sugar);
        return made;
    }();
    return catalogue;
}

study::Arm arm(std::string name, std::vector<study::TreatmentPeriod> treatments) {
    study::Arm made;
    made.name = std::move(name);
    made.treatments = std::move(treatments);
    return made;
}

RC_GTEST_PROP(TrialProperty, DrugWithoutEffectEqualsPlacebo, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const double start_day = *rc::gen::inRange(0, 84);
    tests::CorePlan plan{{}, {14.0, 84.0}};
    for (const study::Arm& each : {arm("placebo", {}), arm("whole", {{"sugar", 0.0, 84.0}}),
                                   arm("late", {{"sugar", start_day, 84.0}})}) {
        plan.courses.push_back(
            {each.name, care::phases_of(study::care_of(each, catalogue_with_sugar(), 84.0), {},
                                        catalogue_with_sugar(), 1.0)});
    }
    std::vector<disease::Parameters<double>> patients(1);
    population::sample_population(tests::shipped_catalogue().model, seed, 1)->draw(0, patients);
    const tests::Trajectories block =
        tests::solve("cvode", patients, plan, tests::settings(1e-8, 1e-10));

    RC_ASSERT(block.stop_reason(0) == simulation::StopReason::finished);
    for (std::size_t visit = 0; visit < 2; ++visit) {
        for (const auto& field : disease::state_fields) {
            const double placebo = block.at(0, 0, visit).*field.member;
            RC_ASSERT((block.at(0, 1, visit).*field.member) == placebo);
            // A restart in between changes the steps: errors of some hundred tolerances.
            RC_ASSERT(std::abs(block.at(0, 2, visit).*field.member - placebo) <=
                      1e-6 * (1.0 + std::abs(placebo)));
        }
    }
}

RC_GTEST_PROP(TrialProperty, PhasesOfACourseRiseFromDayZero, ()) {
    const auto& drugs = tests::shipped_catalogue().drugs;
    std::vector<study::TreatmentPeriod> periods;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
        const double start_day = *rc::gen::inRange(0, 50);
        const double length_day = *rc::gen::inRange(0, 50);
        periods.push_back({drugs[*rc::gen::inRange<std::size_t>(0, drugs.size())].name, start_day,
                           start_day + length_day});
    }
    const auto phases =
        care::phases_of(study::care_of(arm("arm", periods), tests::shipped_catalogue(), 100.0), {},
                        tests::shipped_catalogue(), 1.0);
    RC_ASSERT(phases.front().start_day == 0.0);
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (i > 0) {
            RC_ASSERT(phases[i - 1].start_day < phases[i].start_day);
        }
        for (const auto& field : disease::effect_fields) {
            const double effect = phases[i].effects.*field.member;
            RC_ASSERT(effect >= field.lower);
            RC_ASSERT(effect <= field.upper);
        }
    }
    // After the last stop nothing but participation acts.
    disease::Effects<double> last = phases.back().effects;
    last.participation = 0.0;
    for (const auto& field : disease::effect_fields) {
        RC_ASSERT((last.*field.member) == 0.0);
    }
}

RC_GTEST_PROP(TrialProperty, ThreadsAndStopsChangeNothing, ()) {
    study::TrialDesign design;
    design.visit_day = {7.0};
    design.arms = {arm("placebo", {})};
    const std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_response(50)};
    const auto count = *rc::gen::inRange<std::uint64_t>(1, 60);
    const auto source = population::sample_population(tests::shipped_catalogue().model,
                                                      *rc::gen::arbitrary<std::uint64_t>(), count);
    base::CancellationFlag cancel{false};
    study::RunControl control{.solver = "cvode"};
    control.solver_settings = tests::settings(1e-2, 1e-4);  // crude is quick; equality is exact
    control.cancel = &cancel;
    const study::TrialRun run{design, outcomes, *source, tests::shipped_catalogue()};
    const study::TallyShape shape{1, 2, 2};
    study::TrialTally whole(shape, outcomes);
    study::run_trial(run, control, {}, whole);

    study::TrialTally pieces(shape, outcomes);
    control.threads = *rc::gen::inRange(1U, 5U);
    control.on_progress = [&](const base::Progress&) { cancel = true; };
    while (pieces.ordered.patients < count) {
        cancel = false;
        study::run_trial(run, control, {}, pieces);
    }
    RC_ASSERT(format::write_checkpoint("", pieces, 0) == format::write_checkpoint("", whole, 0));
}

class HostileFile : public ::testing::Test {
  protected:
    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "file";
};

/// Text that a table of people may hold: what separates cells and lines in any table, blanks,
/// letters of one to three bytes. The first letter makes it neither empty nor a formula.
rc::Gen<std::vector<std::string>> cells(std::size_t width, const std::string& first) {
    const auto letters = rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "1", "\"", ",", ";", "\t", " ", "\n", "\r\n", "=", "é", "デ"));
    return rc::gen::container<std::vector<std::string>>(
        width, rc::gen::map(letters, [first](const std::vector<std::string>& parts) {
            return std::accumulate(parts.begin(), parts.end(), first);
        }));
}

RC_GTEST_FIXTURE_PROP(HostileFile, CsvOfAnyTextIsReadBackAsWritten, ()) {
    const auto width = *rc::gen::inRange<std::size_t>(2, 5);
    std::vector<std::string> header;  // the titles say what separates
    for (std::size_t i = 0; i < width; ++i) {
        header.push_back("title " + std::to_string(i));
    }
    const std::vector<std::string> row = *cells(width, "x");
    format::write_text_file(path_, format::csv_line(header) + format::csv_line(row));
    const format::CsvTable table = format::read_csv(path_);
    RC_ASSERT(table.header == header);
    RC_ASSERT(table.rows.size() == 1U);
    RC_ASSERT(table.rows[0] == row);
}

RC_GTEST_FIXTURE_PROP(HostileFile, AnyBytesAreReadOrRefusedAsInput, ()) {
    format::write_text_file(path_, *rc::gen::container<std::string>(rc::gen::oneOf(
                                       rc::gen::element('"', ',', '\n', '\r', '=', '[', ']', '{',
                                                        '}', '.', '1', 'a', ' ', '\\', '#'),
                                       rc::gen::arbitrary<char>())));
    try {
        static_cast<void>(format::read_csv(path_));
    } catch (const base::InputError&) {
    }
    static const format::UnitSystem units;
    try {
        static_cast<void>(format::load_trial(path_, tests::shipped_catalogue(), units));
        RC_FAIL("no trial is that short");
    } catch (const base::InputError& error) {
        RC_ASSERT(!error.problems().empty());
    }
}

}  // namespace
}  // namespace vesikin
