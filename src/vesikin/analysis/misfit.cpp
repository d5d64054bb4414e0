#include "vesikin/analysis/misfit.hpp"

#include <algorithm>
#include <numeric>

namespace vesikin::analysis {

std::vector<double> Misfit::residuals(const Numbers& numbers) {
    std::vector<double> r = evaluate(numbers);
    ++evaluations_;
    const double now = std::inner_product(r.begin(), r.end(), r.begin(), 0.0);
    if (best_numbers_.empty() || now < best_) {
        best_ = now;
        best_numbers_ = numbers;
    }
    evaluated(best_);
    return r;
}

double Misfit::value(const Numbers& numbers) {
    const std::vector<double> r = residuals(numbers);
    return std::inner_product(r.begin(), r.end(), r.begin(), 0.0);
}

std::vector<double> Misfit::slopes(const Numbers& at) {
    constexpr double step = 0.04;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < at.size(); ++i) {
        Numbers up = at;
        Numbers down = at;
        up[i] = std::min(at[i] + step, bounds_.upper[i]);
        down[i] = std::max(at[i] - step, bounds_.lower[i]);
        const std::vector<double> above = residuals(up);
        const std::vector<double> below = residuals(down);
        for (std::size_t row = 0; row < above.size(); ++row) {
            slopes.push_back((above[row] - below[row]) / (up[i] - down[i]));
        }
    }
    return slopes;
}

}  // namespace vesikin::analysis
