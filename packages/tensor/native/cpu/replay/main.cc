// Replays recorded ops on the driver, without Node, for sanitizers: replay FOLDER SCENARIO ROUNDS [SCENARIO ROUNDS …]
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <unordered_map>

#include "scenarios.h"

int main(int count, char** words) {
  using namespace xt::replay;
  const std::unordered_map<std::string, Scenario> scenarios = {
      {"results", checkResults}, {"several", runSeveral},  {"cancelled", cancelJobs},
      {"closed", closeQueued},   {"arrays", failArrays},   {"small", failSmall},
  };
  if (count < 4 || count % 2 != 0) {
    std::fprintf(stderr, "usage: replay FOLDER SCENARIO ROUNDS [SCENARIO ROUNDS ...]\n");
    return 2;
  }
  try {
    const auto recording = readRecording(words[1]);
    for (int i = 2; i < count; i += 2) {
      const auto scenario = scenarios.find(words[i]);
      const int rounds = std::atoi(words[i + 1]);
      if (scenario == scenarios.end() || rounds < 1) {
        std::fprintf(stderr, "a scenario must be known, and its rounds from 1 on; got %s %s\n", words[i], words[i + 1]);
        return 2;
      }
      scenario->second(*recording, rounds);
      std::fflush(stdout);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "FAILED: %s\n", error.what());
    return 1;
  }
  return 0;
}
