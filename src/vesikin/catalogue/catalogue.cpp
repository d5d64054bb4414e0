#include "vesikin/catalogue/catalogue.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"

namespace vesikin::catalogue {

namespace {

/// Calls `see(number)` for every entry that the name stands for.
template <class AnyCatalogue, class See>
void for_numbers(AnyCatalogue& catalogue, std::string_view name, See see) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) {
        const auto field =
            std::ranges::find(trial_layer_fields, name, &disease::Field<TrialLayer>::name);
        if (catalogue.layer && field != trial_layer_fields.end()) {
            see(catalogue.layer->layer.*field->member);
        }
        return;
    }
    const std::string_view part = name.substr(dot + 1);
    for (auto& drug : catalogue.drugs) {
        if (drug.name != name.substr(0, dot) || !drug.action) {
            continue;
        }
        if (part == "half_effect") {
            see(drug.action->half_effect);
        }
        for (auto& target : drug.action->targets) {
            if (part == "all" || part == target.target) {
                see(target.size);
            }
        }
    }
}

}  // namespace

int EasiBands::iga_of(double easi) const {
    VESIKIN_CHECK(!bands.empty(), "severity strata were loaded");
    const auto band =
        std::ranges::find_if(bands, [&](const EasiBand& b) { return easi <= b.easi_max; });
    return band == bands.end() ? bands.back().iga : band->iga;
}

const Drug* Catalogue::find_drug(std::string_view name) const noexcept {
    const auto found = std::ranges::find(drugs, name, &Drug::name);
    return found == drugs.end() ? nullptr : &*found;
}

const Source* Catalogue::find_source(std::string_view key) const noexcept {
    const auto found = std::ranges::find(sources, key, &Source::key);
    return found == sources.end() ? nullptr : &*found;
}

std::optional<double> find_number(const Catalogue& catalogue, std::string_view name) {
    std::optional<double> first;
    for_numbers(catalogue, name, [&](double number) { first = first ? first : number; });
    return first;
}

bool set_number(Catalogue& catalogue, std::string_view name, double value) {
    bool is_known = false;
    for_numbers(catalogue, name, [&](double& number) {
        number = value;
        is_known = true;
    });
    return is_known;
}

}  // namespace vesikin::catalogue
