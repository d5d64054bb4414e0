#include "vesikin/format/sealed_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

using nlohmann::json;

/// A SHA-256 in hexadecimal, in front of what it vouches for.
constexpr std::size_t digest_size = 64;

/// Builds the value, and gives up on deep nesting and on a key used twice: of two values the first
/// would be lost unseen.
class ShallowBuilder : public nlohmann::detail::json_sax_dom_parser<json> {
  public:
    ShallowBuilder(json& value, int deepest) : json_sax_dom_parser(value, false), left_(deepest) {}

    bool start_object(std::size_t count) {
        keys_.emplace_back();
        return --left_ >= 0 && json_sax_dom_parser::start_object(count);
    }

    bool key(std::string& text) {
        return keys_.back().insert(text).second && json_sax_dom_parser::key(text);
    }

    bool end_object() {
        keys_.pop_back();
        ++left_;
        return json_sax_dom_parser::end_object();
    }

    bool start_array(std::size_t count) {
        return --left_ >= 0 && json_sax_dom_parser::start_array(count);
    }

    bool end_array() {
        ++left_;
        return json_sax_dom_parser::end_array();
    }

  private:
    int left_;
    std::vector<std::set<std::string>> keys_;  // of the objects that are open
};

std::optional<json> read(std::string_view bytes, int deepest, json::input_format_t format) {
    json value;
    ShallowBuilder builder(value, deepest);
    if (!json::sax_parse(bytes.begin(), bytes.end(), &builder, format)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::string sealed(const json& value) {
    std::string bytes;
    json::to_msgpack(value, bytes);
    return sha256(bytes) + bytes;
}

std::optional<json> read_message_pack(std::string_view bytes, int deepest) {
    return read(bytes, deepest, json::input_format_t::msgpack);
}

std::optional<json> read_json(std::string_view text, int deepest) {
    return read(text, deepest, json::input_format_t::json);
}

std::optional<json> unsealed(std::string_view bytes, int deepest) {
    // The format alone would not show a changed digit.
    const std::string_view content = bytes.substr(std::min(bytes.size(), digest_size));
    if (bytes.substr(0, digest_size) != sha256(content)) {
        return std::nullopt;
    }
    return read_message_pack(content, deepest);
}

}  // namespace vesikin::format
