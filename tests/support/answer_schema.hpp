// Answers and questions in JSON held against the schemas of docs/api.
#pragma once

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

namespace vesikin::tests {

inline std::string schema_path(const std::string& name) {
    return std::string(VESIKIN_TEST_FOLDER) + "/../docs/api/" + name;
}

inline nlohmann::json read_schema(const std::string& name) {
    std::ifstream file(schema_path(name), std::ios::binary);
    return nlohmann::json::parse(file);
}

/// One schema; what it shares with others is read from beside it.
class JsonSchema {
  public:
    explicit JsonSchema(const std::string& name) : JsonSchema(name, read_schema(name)) {}

    /// The same from a document that was read or made; its name is for readers.
    JsonSchema(const std::string& /*name*/, const nlohmann::json& document) {
        using Adapter = valijson::adapters::NlohmannJsonAdapter;
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(
            Adapter(document), schema_,
            [](const std::string& other) -> const nlohmann::json* {
                return std::make_unique<nlohmann::json>(read_schema(other)).release();
            },
            [](const nlohmann::json* read) {
                const std::unique_ptr<const nlohmann::json> gone(read);
            });
    }

    /// What is wrong with a document; empty when nothing is.
    [[nodiscard]] std::string problems(const nlohmann::json& document) const {
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults results;
        if (validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document),
                               &results)) {
            return {};
        }
        std::string text;
        valijson::ValidationResults::Error error;
        while (results.popError(error)) {
            for (const std::string& part : error.context) {
                text += part;
            }
            text += ": " + error.description + "\n";
        }
        return text;
    }

  private:
    valijson::Schema schema_;
};

/// The schema of the answer of a use case.
inline JsonSchema answer_schema(const std::string& use_case) {
    return JsonSchema(use_case + ".answer.schema.json");
}

}  // namespace vesikin::tests
