#include <algorithm>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

using planner::Answer;
using planner::Question;
using planner::QuestionKind;

std::vector<std::string_view> ids_of(const Question& question) {
    std::vector<std::string_view> ids;
    std::ranges::transform(question.choices, std::back_inserter(ids), &planner::Choice::id);
    return ids;
}

Range range_of(const planner::NumberRange& range) {
    return {range.lowest, range.highest};
}

bool is_unusual(const Question& question, double value) {
    return question.soft && !question.soft->holds(value);
}

void read_set(TableReader& root, const Question& question, Answer& answer) {
    for (const std::string& chosen : known_texts(root, question.id, ids_of(question))) {
        if (std::ranges::find(answer.chosen, chosen) == answer.chosen.end()) {
            answer.chosen.push_back(chosen);
        }
    }
}

void read_band(TableReader& root, const Question& question, Answer& answer) {
    TableReader band = root.table(question.id);
    answer.band.lowest = band.number_or("min", range_of(question.hard), question.hard.lowest);
    answer.band.highest =
        band.number_or("max", {answer.band.lowest, question.hard.highest}, question.hard.highest);
    // An end that is left open is no strange answer.
    answer.is_questioned = (band.has("min") && is_unusual(question, answer.band.lowest)) ||
                           (band.has("max") && is_unusual(question, answer.band.highest));
    band.refuse_unknown_keys();
}

void read_shares(TableReader& root, const Question& question, Answer& answer) {
    TableReader shares = root.table(question.id);
    for (const planner::Choice& choice : question.choices) {
        if (shares.has(choice.id)) {
            // A choice with a value has it as its own most.
            answer.shares[choice.id] = shares.number(
                choice.id, {question.hard.lowest, choice.value.value_or(question.hard.highest)});
        }
    }
    shares.refuse_unknown_keys();
}

void read_responses(TableReader& root, const Question& question, Answer& answer) {
    TableReader responses = root.table(question.id);
    for (const std::string& name : question.names) {
        if (responses.has(name)) {
            answer.responses[name] = question.choices[responses.choice(name, ids_of(question))].id;
        }
    }
    responses.refuse_unknown_keys();
}

Answer read_answer(TableReader& root, const Question& question) {
    Answer answer;
    switch (question.kind) {
        case QuestionKind::choice: {
            const planner::Choice& choice =
                question.choices[root.choice(question.id, ids_of(question))];
            answer.chosen = {choice.id};
            answer.number = choice.value;
            break;
        }
        case QuestionKind::set:
            read_set(root, question, answer);
            break;
        case QuestionKind::number:
            answer.number = root.number(question.id, range_of(question.hard));
            answer.is_questioned = is_unusual(question, *answer.number);
            break;
        case QuestionKind::band:
            read_band(root, question, answer);
            break;
        case QuestionKind::shares:
            read_shares(root, question, answer);
            break;
        case QuestionKind::responses:
            read_responses(root, question, answer);
            break;
    }
    return answer;
}

}  // namespace

planner::Person read_person(TableReader root, const std::vector<Question>& questions) {
    const std::int64_t schema = root.integer("schema", first_person_schema, last_person_schema);
    planner::Person person;
    for (const Question& question : questions) {
        if (question.since_schema > schema || !root.has(question.id) ||
            root.is_text(question.id, planner::withheld)) {
            continue;
        }
        person.answers.emplace(question.id, read_answer(root, question));
    }
    root.refuse_unknown_keys();
    return person;
}

planner::Person load_person(const std::filesystem::path& path,
                            const std::vector<Question>& questions, const Units& units) {
    const DataFile file = read_named_file(path, units);
    planner::Person person = read_person(file.root(), questions);
    file.throw_if_any();
    return person;
}

}  // namespace vesikin::format
