// Results in memory, for a caller that has no folder.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "vesikin/base/error.hpp"
#include "vesikin/format/result_store.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

using NamedTexts = std::map<std::string, std::string, std::less<>>;

class MemoryStore final : public ResultStore {
  public:
    [[nodiscard]] std::unique_ptr<ResultSet> take(ResultNames names) override {
        return std::make_unique<Set>(*this, std::move(names));
    }

    NamedTexts results;  ///< of the last run that committed, the manifest among them
    NamedTexts kept;     ///< what a stopped run goes on from

  private:
    class Text final : public GrowingText {
      public:
        explicit Text(std::string& text) : text_(text) {}

        void write(std::string_view text) override { text_ += text; }

        void sync() override {}

        [[nodiscard]] std::uintmax_t size() const noexcept override { return text_.size(); }

      private:
        std::string& text_;
    };

    class Set final : public ResultSet {
      public:
        Set(MemoryStore& store, ResultNames names) : store_(store), names_(std::move(names)) {}

        void stage(const std::string& name, std::string_view text) override {
            staged_.insert_or_assign(name, std::string(text));
        }

        void stage_grown(const std::string& name, const std::string& grown,
                         Growth /*growth*/) override {
            stage(name, store_.kept.at(grown));
        }

        [[nodiscard]] std::vector<OutputFile> outputs() const override {
            std::vector<OutputFile> outputs;
            for (const auto& [name, text] : staged_) {
                outputs.push_back({name, sha256(text)});
            }
            return outputs;
        }

        void commit(std::string_view manifest) override {
            stage(names_.manifest, manifest);
            for (const auto& [name, text] : staged_) {
                files_.emplace_back(name);
            }
            store_.results = std::move(staged_);
        }

        [[nodiscard]] const std::vector<std::filesystem::path>& files() const noexcept override {
            return files_;
        }

        [[nodiscard]] const std::vector<std::string>& removed() const noexcept override {
            return removed_;
        }

        [[nodiscard]] std::string kept(std::string_view name) const override {
            const auto found = store_.kept.find(name);
            if (found == store_.kept.end()) {
                throw base::InputError(base::as_written(std::string(name)),
                                       base::message("no such file"),
                                       base::message("an existing file"));
            }
            return found->second;
        }

        void keep(std::string_view name, std::string_view text) override {
            store_.kept.insert_or_assign(std::string(name), std::string(text));
        }

        [[nodiscard]] std::unique_ptr<GrowingText> grow(std::string_view name,
                                                        std::uintmax_t size) override {
            std::string& text = store_.kept[std::string(name)];
            text.resize(size);
            return std::make_unique<Text>(text);
        }

        void forget(std::string_view beginning) override {
            std::erase_if(store_.kept,
                          [&](const auto& entry) { return entry.first.starts_with(beginning); });
        }

        [[nodiscard]] std::string shown_name(std::string_view name) const override {
            return std::string(name);
        }

      private:
        MemoryStore& store_;
        ResultNames names_;
        NamedTexts staged_;
        std::vector<std::filesystem::path> files_;
        std::vector<std::string> removed_;
    };
};

}  // namespace vesikin::format
