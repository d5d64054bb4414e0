// The command line program.
#include "vesikin/cli/run.hpp"

int main(int argc, char** argv) {
    return vesikin::cli::run(argc, argv);
}
