// What a recording is put through. Each prints a line, and throws std::runtime_error where something is not as it must be.
#pragma once

#include "recording.h"

namespace xt::replay {

using Scenario = void (*)(const Recording&, int rounds);

/** What was recorded, within its tolerance; the same bytes with 1, 2 and 3 threads. */
void checkResults(const Recording& recording, int rounds);

/** Several drivers at once, while another thread empties their caches, changes their limits and looks at their memory. */
void runSeveral(const Recording& recording, int rounds);

/** A job is cancelled in the middle by another thread; what comes after is right. */
void cancelJobs(const Recording& recording, int rounds);

/** Closed by two threads at once with work queued. */
void closeQueued(const Recording& recording, int rounds);

/** Allocations of arrays and workspaces fail, of which another thread says when; what comes after is right. */
void failArrays(const Recording& recording, int rounds);

/**
 * Every `operator new` of a run, its driver's start included, fails once (with `step` 1; else every stepth); what comes
 * after is right.
 */
void failSmall(const Recording& recording, int step);

}  // namespace xt::replay
