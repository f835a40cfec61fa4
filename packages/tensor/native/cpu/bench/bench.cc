// kernel_bench peak
// kernel_bench decode [pixels] [rounds] [algorithm: auto|f2|f4|f6] [f6 from this side on] [threads]: seconds, by layer
// kernel_bench layer [side] [in] [out] [algorithm] [upsample 1|2] [rounds] [threads]
// kernel_bench error [pixels] [algorithm] [from]: against double precision, over kinds of weights
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "../simd/kernel_table.h"
#include "decoder.h"
#include "peak.h"

namespace xt::bench {
namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double processorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Choice choiceOf(const std::string& name, int64_t from) {
  Choice choice;
  choice.from = from;
  if (name == "f2") choice.forced = ConvAlgorithm::Winograd2;
  if (name == "f4") choice.forced = ConvAlgorithm::Winograd4;
  if (name == "f6") choice.forced = ConvAlgorithm::Winograd6;
  if (name == "direct") choice.forced = ConvAlgorithm::Direct;
  return choice;
}

std::vector<float> latents(int64_t side) {
  Random random(11);
  std::vector<float> z(static_cast<size_t>(side * side * 32));
  for (float& value : z) value = static_cast<float>(random.normal());
  return z;
}

int runDecode(int64_t pixels, int rounds, const std::string& algorithm, int64_t from, int threads) {
  Memory memory;
  ThreadPool pool(threads);
  WeightCache cache(memory, size_t{4} << 30);
  Context context{pool, memory, bestKernels(), &cache, nullptr};
  const DecoderWeights weights = makeDecoder(WeightKind::He, 5);
  const int64_t side = pixels / 8;
  const std::vector<float> z = latents(side);
  const Choice choice = choiceOf(algorithm, from);
  const double peak = fmaPeakOfThread();
  decode(context, weights, z, side, choice, nullptr);
  memory.resetPeak();
  std::vector<double> walls, users;
  std::vector<std::vector<double>> layers;
  std::vector<LayerTime> times;
  for (int round = 0; round < rounds; ++round) {
    times.clear();
    const double start = now(), user = processorSeconds();
    decode(context, weights, z, side, choice, &times);
    walls.push_back(now() - start);
    users.push_back(processorSeconds() - user);
    layers.resize(times.size());
    for (size_t i = 0; i < times.size(); ++i) layers[i].push_back(times[i].seconds);
  }
  double left = 0, plain = 0;
  std::printf("%-40s %9s %9s %9s %6s\n", "layer (least of the rounds)", "ms", "GFLOP/s", "of these", "limit");
  for (size_t i = 0; i < times.size(); ++i) {
    const double seconds = *std::min_element(layers[i].begin(), layers[i].end());
    left += times[i].leftMultiplyAdds;
    plain += times[i].multiplyAdds;
    std::printf("%-40s %9.2f %9.0f %9.0f %5.0f%%\n", times[i].name.c_str(), seconds / threads * 1e3,
                2e-9 * threads * times[i].multiplyAdds / seconds, 2e-9 * threads * times[i].leftMultiplyAdds / seconds,
                200 * times[i].leftMultiplyAdds / seconds / peak);
  }
  std::sort(walls.begin(), walls.end());
  std::sort(users.begin(), users.end());
  std::printf("%s, %d threads, %ld px, %s: wall median %.3f least %.3f s; processor median %.3f least %.3f s; "
              "%.0f GFLOP plain, %.0f left: %.3f s at %.1f GFLOP/s a thread; peak %.0f MB\n",
              bestKernels().name, threads, pixels, algorithm.c_str(), walls[walls.size() / 2], walls[0],
              users[users.size() / 2], users[0], 2e-9 * plain, 2e-9 * left, 2 * left / (peak * threads), peak * 1e-9,
              static_cast<double>(memory.peakBytes()) * 1e-6);
  return 0;
}

/** One norm → SiLU → 3×3 convolution → residual, statistics, over and over: for a profiler. */
int runLayer(int64_t side, int64_t in, int64_t out, const std::string& algorithm, int upsample, int rounds, int threads) {
  Memory memory;
  ThreadPool pool(threads);
  WeightCache cache(memory, size_t{4} << 30);
  Context context{pool, memory, bestKernels(), &cache, nullptr};
  Random random(1);
  ConvBlockArgs args;
  args.batch = 1;
  args.height = args.width = side;
  args.channels = in;
  args.outChannels = out;
  args.kernelHeight = args.kernelWidth = 3;
  args.padTop = args.padBottom = args.padLeft = args.padRight = 1;
  args.upsample = upsample;
  args.algorithm = choiceOf(algorithm, 0).forced;
  args.weightKey = 1;
  std::vector<float> statistics(64), taken(64);
  for (size_t i = 0; i < 64; ++i) statistics[i] = i % 2 == 0 ? 0.0f : 1.0f;
  Buffer x(memory, static_cast<size_t>(side * side * in) * 4);
  const size_t results = static_cast<size_t>(args.outHeight() * args.outWidth() * out) * 4;
  Buffer y(memory, results), residual(memory, results), weight(memory, static_cast<size_t>(in * out * 9) * 4);
  for (Buffer* buffer : {&x, &residual, &weight})
    for (size_t i = 0; i < buffer->bytes() / 4; ++i) buffer->as<float>()[i] = static_cast<float>(random.uniform() - 0.5);
  args.x = x.data();
  args.weight = weight.data();
  args.output = y.data();
  if (upsample == 1) {
    args.normStatistics = statistics.data();
    args.normGroups = 32;
    args.normEps = 1e-6f;
    args.activation = ActivationKind::Silu;
    args.residual = residual.data();
  }
  args.statisticsGroups = 32;
  args.statistics = taken.data();
  convBlock(context, args);
  double least = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double start = processorSeconds();
    convBlock(context, args);
    least = std::min(least, processorSeconds() - start);
  }
  const double peak = fmaPeakOfThread();
  std::printf("%.2f ms of %d threads, %.0f GFLOP/s plain a thread (peak %.0f)\n", least / threads * 1e3, threads,
              2e-9 * static_cast<double>(args.workUnits()) / least, peak * 1e-9);
  return 0;
}

int runError(int64_t pixels, const std::string& list, int64_t from) {
  Memory memory;
  ThreadPool pool(2);
  Context context{pool, memory, bestKernels(), nullptr, nullptr};
  const int64_t side = pixels / 8;
  const std::vector<float> z = latents(side);
  const std::pair<const char*, WeightKind> kinds[] = {
      {"uniform", WeightKind::Uniform}, {"He", WeightKind::He}, {"heavy-tailed", WeightKind::HeavyTailed}};
  for (const auto& [name, kind] : kinds) {
    const DecoderWeights weights = makeDecoder(kind, 7);
    const std::vector<double> expected = decodeReference(pool, weights, z, side);
    double square = 0;
    for (double value : expected) square += value * value;
    std::printf("%s, sample's rms %.3f; on [0,1]:", name, std::sqrt(square / static_cast<double>(expected.size())));
    for (size_t at = 0; at < list.size(); at = list.find(',', at) == std::string::npos ? list.size() : list.find(',', at) + 1) {
      const std::string algorithm = list.substr(at, list.find(',', at) == std::string::npos ? std::string::npos : list.find(',', at) - at);
      const std::vector<float> got = decode(context, weights, z, side, choiceOf(algorithm, from), nullptr);
      double most = 0, sum = 0;
      for (size_t i = 0; i < got.size(); ++i) {
        const double error = std::fabs(static_cast<double>(got[i]) - expected[i]) / 2;
        most = std::max(most, error);
        sum += error * error;
      }
      std::printf("  %s max %.2e rms %.2e", algorithm.c_str(), most, std::sqrt(sum / static_cast<double>(got.size())));
    }
    std::printf("\n");
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace xt::bench

int main(int argc, char** argv) {
  using namespace xt::bench;
  const std::string mode = argc > 1 ? argv[1] : "";
  const auto argument = [&](int at, const char* otherwise) { return std::string(argc > at ? argv[at] : otherwise); };
  if (mode == "peak") {
    std::printf("%.1f GFLOP/s a thread\n", fmaPeakOfThread() * 1e-9);
    return 0;
  }
  if (mode == "decode")
    return runDecode(std::stoll(argument(2, "256")), std::stoi(argument(3, "5")), argument(4, "auto"),
                     std::stoll(argument(5, "0")), std::stoi(argument(6, "2")));
  if (mode == "layer")
    return runLayer(std::stoll(argument(2, "256")), std::stoll(argument(3, "128")), std::stoll(argument(4, "128")),
                    argument(5, "auto"), std::stoi(argument(6, "1")), std::stoi(argument(7, "10")),
                    std::stoi(argument(8, "1")));
  if (mode == "error")
    return runError(std::stoll(argument(2, "128")), argument(3, "direct,f2,f4,f6,auto"), std::stoll(argument(4, "0")));
  std::fprintf(stderr, "usage: kernel_bench peak | decode … | error …\n");
  return 2;
}
