#include "vesikin/cli/number_option.hpp"

#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"

namespace vesikin::cli {

std::uint64_t read_whole_number(const std::string& option, const std::string& typed,
                                WholeRange allowed) {
    const std::optional<std::uint64_t> value = base::whole_number(typed);
    if (!value || *value < allowed.lower || *value > allowed.upper) {
        throw base::InputError(base::as_written(option), base::quoted(typed),
                               base::message("a whole number from {} to {}, in decimal digits",
                                             allowed.lower, allowed.upper));
    }
    return *value;
}

double read_number(const std::string& option, const std::string& typed) {
    const std::optional<double> value = base::decimal_number(typed);
    if (!value) {
        throw base::InputError(
            base::as_written(option), base::quoted(typed),
            base::message("a finite number in decimal digits, such as 12, 0.5 or 1e-3"));
    }
    return *value;
}

CLI::Option* add_typed_option(CLI::App& command, const std::string& name,
                              std::function<void(const std::string&)> read,
                              const std::string& description, const std::string& shown_default) {
    CLI::Option* option = command.add_option(
        name,
        [read = std::move(read)](const CLI::results_t& typed) {
            read(typed.front());
            return true;
        },
        description);
    option->type_name("NUMBER");
    if (!shown_default.empty()) {
        option->default_str(shown_default);
    }
    return option;
}

}  // namespace vesikin::cli
