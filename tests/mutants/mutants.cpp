// One-line faults as data: lists them, checks that each still finds its place, plants one.
//   mutants list FOLDER              name, tests and question of each
//   mutants check FOLDER TREE        whether each can be planted in the sources of TREE
//   mutants plant FOLDER TREE NAME BACKUP   plants one, keeps the file as it was, and prints its
//   place
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

/// Fewer than this many would leave rooms without one.
constexpr std::size_t least_mutants = 80;

struct Mutant {
    std::string name;
    std::string file;
    std::string old_text;
    std::string new_text;
    std::string asks;
    std::vector<std::string> tests;
};

std::string text_of(const toml::table& table, const char* key, const std::string& where) {
    const auto value = table[key].value<std::string>();
    if (!value) {
        throw std::runtime_error(fmt::format("{}: no {}", where, key));
    }
    return *value;
}

std::vector<Mutant> read_mutants(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::vector<Mutant> mutants;
    for (const std::filesystem::path& file : files) {
        const toml::table table = toml::parse_file(file.string());
        const std::string where = file.filename().string();
        const toml::array* list = table["mutant"].as_array();
        if (list == nullptr) {
            throw std::runtime_error(where + ": no [[mutant]]");
        }
        for (const toml::node& node : *list) {
            const toml::table& entry = *node.as_table();
            Mutant mutant{.name = file.stem().string() + "." + text_of(entry, "name", where),
                          .file = text_of(entry, "file", where),
                          .old_text = text_of(entry, "old", where),
                          .new_text = text_of(entry, "new", where),
                          .asks = text_of(entry, "asks", where),
                          .tests = {}};
            if (const toml::array* tests = entry["tests"].as_array()) {
                for (const toml::node& test : *tests) {
                    mutant.tests.push_back(test.value_or(std::string()));
                }
            }
            mutants.push_back(std::move(mutant));
        }
    }
    return mutants;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw std::runtime_error("cannot read " + path.string());
    }
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

std::string planted(const Mutant& mutant, const std::filesystem::path& tree) {
    std::string text = read_file(tree / mutant.file);
    if (occurrences(text, mutant.old_text) != 1) {
        throw std::runtime_error(fmt::format("{}: its text is in {} {} times, not once",
                                             mutant.name, mutant.file,
                                             occurrences(text, mutant.old_text)));
    }
    return text.replace(text.find(mutant.old_text), mutant.old_text.size(), mutant.new_text);
}

void check(const std::vector<Mutant>& mutants, const std::filesystem::path& tree) {
    std::set<std::string> names;
    for (const Mutant& mutant : mutants) {
        static_cast<void>(planted(mutant, tree));
        if (!names.insert(mutant.name).second) {
            throw std::runtime_error(mutant.name + " twice");
        }
        if (mutant.tests.empty()) {
            throw std::runtime_error(mutant.name + ": no tests that must notice");
        }
    }
    if (mutants.size() < least_mutants) {
        throw std::runtime_error(
            fmt::format("{} mutants, {} at least", mutants.size(), least_mutants));
    }
    fmt::print("{} mutants can be planted\n", mutants.size());
}

void run(std::span<char*> arguments) {
    const std::string command = arguments.size() > 1 ? arguments[1] : "";
    if (command == "list" && arguments.size() == 3) {
        for (const Mutant& mutant : read_mutants(arguments[2])) {
            fmt::print("{}\t{}\t{}\n", mutant.name, fmt::join(mutant.tests, " "), mutant.asks);
        }
        return;
    }
    if (command == "check" && arguments.size() == 4) {
        check(read_mutants(arguments[2]), arguments[3]);
        return;
    }
    if (command == "plant" && arguments.size() == 6) {
        const std::vector<Mutant> mutants = read_mutants(arguments[2]);
        const auto found = std::ranges::find(mutants, std::string(arguments[4]), &Mutant::name);
        if (found == mutants.end()) {
            throw std::runtime_error(std::string("no mutant ") + arguments[4]);
        }
        const std::filesystem::path tree = arguments[3];
        const std::string text = planted(*found, tree);
        std::filesystem::copy_file(tree / found->file, arguments[5],
                                   std::filesystem::copy_options::overwrite_existing);
        std::ofstream(tree / found->file, std::ios::binary) << text;
        fmt::print("{}\n", found->file);
        return;
    }
    throw std::runtime_error(
        "mutants list FOLDER | check FOLDER TREE | plant FOLDER TREE NAME BACKUP");
}

}  // namespace

int main(int count, char** values) {
    try {
        run(std::span(values, static_cast<std::size_t>(count)));
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "mutants: {}\n", error.what());
        return 1;
    }
}
