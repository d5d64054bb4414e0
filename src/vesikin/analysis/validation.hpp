// A model held against a table of trials: predictions row by row, grades of how hard a row is, and
// scores beside plain reference predictors.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/analysis/prediction.hpp"

namespace vesikin::analysis {

/// How far a row is from what was fitted.
enum class Grade : unsigned char {
    calibration,  ///< the arm itself was fitted
    new_arm,      ///< H1: another arm of a trial that was fitted
    new_trial,    ///< H2: another trial of a drug that was fitted
    new_drug,     ///< H3: nothing of the drug, or of these dynamics, was fitted
};

inline constexpr std::array<std::string_view, 4> grade_names{"calibration", "H1", "H2", "H3"};

/// Plain predictors that a model has to beat.
enum class Reference : unsigned char {
    class_mean,      ///< mean of the fitted rows of the same target and endpoint
    placebo_plus,    ///< mean placebo by background plus the class's mean difference
    published_core,  ///< the published model, unchanged
};

inline constexpr std::array<std::string_view, 3> reference_names{"class mean", "placebo + constant",
                                                                 "published core"};

struct ValidatedRow {
    RowReading reading;
    RowPrediction prediction;
    Grade grade = Grade::new_drug;
    std::array<std::optional<double>, reference_names.size()> reference;

    [[nodiscard]] bool is_inside(double value) const {
        return prediction.low <= value && value <= prediction.high;
    }
};

/// Mean absolute error and coverage over rows of one endpoint and some grades.
struct Score {
    std::string endpoint;
    std::string group;  ///< grade, or a union of them
    std::size_t rows = 0;
    double mean_absolute_error = 0.0;
    double mean_error = 0.0;  ///< simulated less observed
    double covered_frac = 0.0;

    /// Over the rows that this predictor can predict: its error, ours there, and how many.
    struct AgainstReference {
        std::size_t rows = 0;
        double reference_error = 0.0;
        double own_error = 0.0;
    };

    std::array<AgainstReference, reference_names.size()> against;
};

/// Which rows a score counts.
struct ScoreFilter {
    bool only_read = false;  ///< rows whose figure was seen in a source
    double week_min = 0.0;
    double week_max = 1e9;
};

/// Grades rows by what was fitted. Table and rules outlive it.
class Grader {
  public:
    Grader(const TrialTable& calibration, const TrialRules& rules,
           const catalogue::Catalogue& catalogue);

    [[nodiscard]] Grade grade(const TrialRow& row) const;

  private:
    const TrialRules& rules_;
    const catalogue::Catalogue& catalogue_;
    std::set<std::string> trials_;
    std::set<std::string> arms_;
    std::set<std::string> drugs_;
};

/// The two predictors that rest on fitted rows alone.
class RowMeans {
  public:
    RowMeans(const TrialTable& calibration, const TrialRules& rules);

    [[nodiscard]] std::optional<double> class_mean(const TrialRow& row) const;
    [[nodiscard]] std::optional<double> placebo_plus(const TrialRow& row) const;

  private:
    struct Mean {
        double sum = 0.0;
        std::size_t count = 0;
    };

    [[nodiscard]] std::optional<double> placebo(const TrialRow& row) const;

    const TrialRules& rules_;
    std::map<std::string, Mean> by_class_;
    std::map<std::string, Mean> placebo_;
    std::map<std::string, Mean> difference_;
};

/// Scores of every endpoint and grade, of H1 and H2 together, and of all held-out rows.
[[nodiscard]] std::vector<Score> score_rows(const TrialTable& table,
                                            std::span<const ValidatedRow> rows,
                                            const ScoreFilter& filter);

}  // namespace vesikin::analysis
