// Random buffers come and go: none overlaps another, and every byte is accounted for.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "../runtime/memory.h"
#include "random.h"

namespace xt::bench {
namespace {

int failures = 0;

void expect(bool holds, const char* what) {
  if (holds) return;
  if (++failures == 1) std::printf("FAILED: %s\n", what);
}

struct Held {
  Buffer buffer;
  uint64_t mark;
};

/** Writes, or checks, a mark in every page. */
template <class Visit>
void eachPage(const Held& held, Visit visit) {
  uint64_t* words = held.buffer.as<uint64_t>();
  const size_t count = held.buffer.bytes() / sizeof(uint64_t);
  for (size_t at = 0; at < count; at += 512) visit(words[at], held.mark + at);
  if (count > 0) visit(words[count - 1], held.mark + count - 1);
}

void checkRandomLives(uint64_t seed, int rounds, size_t ceiling, size_t budget) {
  Memory memory;
  memory.setCeiling(ceiling);
  memory.setReuseBudget(budget);
  Random random(seed);
  std::vector<Held> all;
  uint64_t next = 1;
  size_t wanted = 0, mostWanted = 0;
  for (int round = 0; round < rounds; ++round) {
    if (all.size() < 8 && random.uniform() < 0.55) {
      // From a few bytes to 50 MB, evenly in magnitude.
      const double power = random.uniform() * 26;
      size_t bytes = 8;
      for (int i = 0; i < static_cast<int>(power); ++i) bytes *= 2;
      bytes = static_cast<size_t>(static_cast<double>(bytes) * (1 + random.uniform() / 2)) / 8 * 8;
      if (random.uniform() < 0.05) memory.failAllocation(1);
      try {
        Held held{Buffer(memory, bytes), next += uint64_t{1} << 32};
        eachPage(held, [](uint64_t& word, uint64_t mark) { word = mark; });
        wanted += bytes;
        all.push_back(std::move(held));
      } catch (const std::bad_alloc&) {
      }
      memory.failAllocation(0);
    } else if (!all.empty()) {
      const size_t at = static_cast<size_t>(random.uniform() * static_cast<double>(all.size())) % all.size();
      bool same = true;
      eachPage(all[at], [&](uint64_t& word, uint64_t mark) { same = same && word == mark; });
      expect(same, "a buffer keeps what was written to it");
      wanted -= all[at].buffer.bytes();
      std::swap(all[at], all.back());
      all.pop_back();
    }
    mostWanted = std::max(mostWanted, wanted);
    expect(memory.bytes() >= wanted, "what is held is counted");
    // Rounding up costs a thirty-second, or a page or two of a small one; kept blocks serve within a sixteenth.
    if (ceiling != SIZE_MAX)
      expect(memory.bytes() <= std::max(ceiling, mostWanted) + mostWanted / 8 + (size_t{8} << 20),
             "kept blocks give way above the ceiling");
  }
  all.clear();
  memory.releaseUnused();
  expect(memory.bytes() == 0, "all is given back");
}

}  // namespace
}  // namespace xt::bench

int main(int argc, char** argv) {
  const uint64_t seed = argc > 1 ? static_cast<uint64_t>(std::atoll(argv[1])) : 1;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 300;
  const size_t mega = size_t{1} << 20;
  for (const size_t ceiling : {size_t{0}, 60 * mega, SIZE_MAX})
    for (const size_t budget : {size_t{0}, 40 * mega, SIZE_MAX})
      xt::bench::checkRandomLives(seed, rounds, ceiling, budget);
  std::printf("%d failed\n", xt::bench::failures);
  return xt::bench::failures == 0 ? 0 : 1;
}
