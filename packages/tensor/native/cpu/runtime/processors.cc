#include "processors.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif
#if defined(__linux__) || defined(__APPLE__)
#include <unistd.h>
#endif

namespace xt {
namespace {

#if defined(__linux__)

int affinity() {
  // Machines with more processors than a cpu_set_t holds refuse it; the hardware's count is then the best guess.
  cpu_set_t set;
  CPU_ZERO(&set);
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}

std::string readLine(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/** This process's folder in the hierarchy of a version 1 controller, or of version 2 for "". */
std::string groupOf(const std::string& controller) {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    const size_t first = line.find(':');
    const size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    if (names == ",," ? controller.empty() : names.find("," + controller + ",") != std::string::npos) {
      return line.substr(second + 1);
    }
  }
  return "/";
}

/** Calls `visit(folder)` for the group and every group above it, as seen from here. */
template <class Visit>
void upwards(const std::string& mount, std::string group, Visit&& visit) {
  while (true) {
    visit(mount + (group == "/" ? "" : group));
    const size_t slash = group.rfind('/');
    if (group == "/" || slash == std::string::npos) return;
    group = slash == 0 ? "/" : group.substr(0, slash);
  }
}

double quota() {
  double least = 0;
  const auto note = [&](double limit, double period) {
    if (limit > 0 && period > 0 && (least == 0 || limit / period < least)) least = limit / period;
  };
  upwards("/sys/fs/cgroup", groupOf(""), [&](const std::string& folder) {
    double limit = 0;
    double period = 0;
    std::istringstream line(readLine(folder + "/cpu.max"));
    if (line >> limit >> period) note(limit, period);  // "max" is no number
  });
  for (const char* mount : {"/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"}) {
    upwards(mount, groupOf("cpu"), [&](const std::string& folder) {
      double limit = 0;
      double period = 0;
      std::istringstream(readLine(folder + "/cpu.cfs_quota_us")) >> limit;
      std::istringstream(readLine(folder + "/cpu.cfs_period_us")) >> period;
      note(limit, period);
    });
  }
  return least;
}

uint64_t groupMemory() {
  uint64_t least = 0;
  const auto note = [&](const std::string& path) {
    uint64_t limit = 0;
    std::istringstream line(readLine(path));
    if (line >> limit && limit > 0 && (least == 0 || limit < least)) least = limit;
  };
  upwards("/sys/fs/cgroup", groupOf(""), [&](const std::string& folder) { note(folder + "/memory.max"); });
  upwards("/sys/fs/cgroup/memory", groupOf("memory"),
          [&](const std::string& folder) { note(folder + "/memory.limit_in_bytes"); });
  return least;
}

#else

int affinity() { return 0; }
double quota() { return 0; }
uint64_t groupMemory() { return 0; }

#endif

uint64_t physicalMemory() {
#if defined(_SC_PHYS_PAGES) && defined(_SC_PAGESIZE)
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? static_cast<uint64_t>(pages) * static_cast<uint64_t>(size) : 0;
#else
  return 0;
#endif
}

}  // namespace

int availableProcessors() {
  int count = affinity();
  if (count <= 0) count = static_cast<int>(std::thread::hardware_concurrency());
  const double most = quota();
  if (most > 0) count = std::min(count, static_cast<int>(most));
  return std::max(count, 1);
}

uint64_t memoryLimit() {
  const uint64_t machine = physicalMemory();
  const uint64_t group = groupMemory();
  return group == 0 ? machine : machine == 0 ? group : std::min(machine, group);
}

}  // namespace xt
