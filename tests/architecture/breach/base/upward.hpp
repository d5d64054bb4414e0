// Sample for the layer rule: base must not know a trial.
#include "vesikin/study/run.hpp"
