// Names an option where nobody knows of a command line.
#pragma once

inline constexpr const char* named_option = "--patients";
