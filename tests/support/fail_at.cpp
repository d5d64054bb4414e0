// A library to preload: makes the n-th change to a folder fail or kill the process, and reading of
// a file fail in its middle, as a full or broken disk and a lost machine do.
//
//   VESIKIN_FAIL_FOLDER  changes to files whose path holds this text are counted
//   VESIKIN_FAIL_AT      which of them, from 1
//   VESIKIN_FAIL_WITH    an error number; 0 kills the process instead
//   VESIKIN_FAIL_COUNT   where the number of changes is written when the process ends
//   VESIKIN_FAIL_READ    reading of a file whose path holds this text fails ...
//   VESIKIN_FAIL_AFTER   ... after so many bytes
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<long> changes{0};

const char* setting(const char* name) {
    return std::getenv(name);
}

bool holds(const char* path, const char* name) {
    const char* part = setting(name);
    return part != nullptr && path != nullptr && std::strstr(path, part) != nullptr;
}

bool descriptor_holds(int descriptor, const char* name) {
    std::array<char, 64> link{};
    std::array<char, 4096> path{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    return ::readlink(link.data(), path.data(), path.size() - 1) > 0 && holds(path.data(), name);
}

/// True when this change is to fail; errno says why.
bool fails(bool is_ours) {
    if (!is_ours) {
        return false;
    }
    const char* at = setting("VESIKIN_FAIL_AT");
    if (++changes != (at == nullptr ? 0 : std::atol(at))) {
        return false;
    }
    const char* with = setting("VESIKIN_FAIL_WITH");
    const int error = with == nullptr ? 0 : std::atoi(with);
    if (error == 0) {
        ::kill(::getpid(), SIGKILL);
    }
    errno = error;
    return true;
}

bool fails(const char* path) {
    return fails(holds(path, "VESIKIN_FAIL_FOLDER"));
}

bool fails(int descriptor) {
    return fails(descriptor_holds(descriptor, "VESIKIN_FAIL_FOLDER"));
}

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

__attribute__((destructor)) void write_count() {
    if (const char* path = setting("VESIKIN_FAIL_COUNT")) {
        ::unsetenv("VESIKIN_FAIL_FOLDER");
        if (std::FILE* file = std::fopen(path, "w")) {
            std::fprintf(file, "%ld\n", changes.load());
            std::fclose(file);
        }
    }
}

}  // namespace

extern "C" {

std::FILE* fopen(const char* path, const char* mode) {
    static const auto next = real<std::FILE* (*)(const char*, const char*)>("fopen");
    const bool is_change = std::strpbrk(mode, "wa+") != nullptr;
    return is_change && fails(path) ? nullptr : next(path, mode);
}

std::FILE* fopen64(const char* path, const char* mode) {
    return fopen(path, mode);
}

size_t fwrite(const void* data, size_t size, size_t count, std::FILE* file) {
    static const auto next = real<size_t (*)(const void*, size_t, size_t, std::FILE*)>("fwrite");
    return fails(::fileno(file)) ? 0 : next(data, size, count, file);
}

int fflush(std::FILE* file) {
    static const auto next = real<int (*)(std::FILE*)>("fflush");
    return file != nullptr && fails(::fileno(file)) ? EOF : next(file);
}

int fclose(std::FILE* file) {
    static const auto next = real<int (*)(std::FILE*)>("fclose");
    if (!fails(::fileno(file))) {
        return next(file);
    }
    const int error = errno;
    next(file);
    errno = error;
    return EOF;
}

int fsync(int descriptor) {
    static const auto next = real<int (*)(int)>("fsync");
    return fails(descriptor) ? -1 : next(descriptor);
}

int ftruncate(int descriptor, off_t size) {
    static const auto next = real<int (*)(int, off_t)>("ftruncate");
    return fails(descriptor) ? -1 : next(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) {
    return ftruncate(descriptor, size);
}

int rename(const char* from, const char* to) {
    static const auto next = real<int (*)(const char*, const char*)>("rename");
    return fails(to) ? -1 : next(from, to);
}

int remove(const char* path) {
    static const auto next = real<int (*)(const char*)>("remove");
    return fails(path) ? -1 : next(path);
}

int link(const char* from, const char* to) {
    static const auto next = real<int (*)(const char*, const char*)>("link");
    return fails(to) ? -1 : next(from, to);
}

ssize_t read(int descriptor, void* data, size_t size) {
    static const auto next = real<ssize_t (*)(int, void*, size_t)>("read");
    if (descriptor_holds(descriptor, "VESIKIN_FAIL_READ")) {
        const char* after = setting("VESIKIN_FAIL_AFTER");
        const off_t limit = after == nullptr ? 0 : std::atol(after);
        const off_t at = ::lseek(descriptor, 0, SEEK_CUR);
        if (at >= limit) {
            errno = EIO;
            return -1;
        }
        size = std::min(size, static_cast<size_t>(limit - at));
    }
    return next(descriptor, data, size);
}

}  // extern "C"
