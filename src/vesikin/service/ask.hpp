// One door for questions as JSON: what each command answers with --format json, without a command
// line, a folder or a terminal. docs/api/ask.schema.json describes the questions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/service/knowledge.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

struct AskedAnswer {
    std::string json;  ///< one object, as docs/api has it; empty where a stopped run has none
    bool is_complete = true;  ///< false: stopped
    /// The same in each language asked for, where an answer has words; else empty.
    std::map<std::string, std::string> json_by_language{};
};

/// What a question may ask for ("ask": "compare"), sorted.
[[nodiscard]] std::vector<std::string_view> askable();

/// The answer to a question; `name` is for messages. Words are English, and once more those of each
/// of `languages`. Of the control, threads, cancel and progress
/// are used: solver and tolerances are those of the command. Throws InputError with every problem
/// of the question.
[[nodiscard]] AskedAnswer ask(const Knowledge& knowledge, std::string_view question,
                              const std::string& name, const study::RunControl& control,
                              const std::vector<std::string>& languages = {});

}  // namespace vesikin::service
