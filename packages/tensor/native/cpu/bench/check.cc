// Every kernel against its plain double-precision definition, over random shapes, on every instruction set this
// machine has, and with one thread against several (the same bytes). Exits 1 where one is off.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "../attention/attention.h"
#include "../conv/conv_block.h"
#include "../conv/weight_cache.h"
#include "../gemm/gemm.h"
#include "../norm/group_norm.h"
#include "../norm/layer_norm.h"
#include "../norm/softmax.h"
#include "../simd/elementwise.h"
#include "../simd/kernel_table.h"
#include "check_products.h"
#include "random.h"
#include "reference.h"

namespace xt::bench {
namespace {

int failures = 0;
int checks = 0;

constexpr DType kTypes[] = {DType::Float32, DType::Float16, DType::BFloat16};

/** Half a unit in the last place of the storage type, relative. */
double roundingOf(DType type) {
  return type == DType::Float32 ? 0 : type == DType::Float16 ? 0x1p-11 : 0x1p-8;
}

void expect(bool good, const std::string& what) {
  ++checks;
  if (good) return;
  ++failures;
  std::printf("FAILED %s\n", what.c_str());
}

/** Largest error over what `tolerance · scale` and one rounding of the storage type allow. */
double worst(const Array& got, const std::vector<double>& expected, double tolerance) {
  double square = 0;
  for (double value : expected) square += value * value;
  const double scale = std::sqrt(square / static_cast<double>(expected.size())) + 1e-30;
  double most = 0;
  for (size_t i = 0; i < expected.size(); ++i) {
    const double error = std::fabs(got.get(static_cast<int64_t>(i)) - expected[i]);
    const double allowed = tolerance * scale + roundingOf(got.dtype) * std::fabs(expected[i]) * 1.01 + 1e-7;
    if (!(error / allowed <= most)) most = error / allowed;
  }
  return most;
}

/** Root mean square error beside the root mean square. */
double rootOfErrors(const Array& got, const std::vector<double>& expected) {
  double square = 0, errors = 0;
  for (size_t i = 0; i < expected.size(); ++i) {
    const double error = got.get(static_cast<int64_t>(i)) - expected[i];
    square += expected[i] * expected[i];
    errors += error * error;
  }
  return std::sqrt(errors / (square + 1e-30));
}

struct Machine {
  Memory memory;
  ThreadPool one{1}, three{3};
};

// Errors in units of the result's root mean square; the reference errors of the algorithms themselves, for sums of
// up to some hundred terms, with room for the largest of many thousand values.
/**
 * Of products of what has been rounded to bfloat16: root mean square beside that of the result. Two roundings by up to
 * 2^-9 leave 2.6e-3 of sums that don't cancel; Winograd's transforms of rounded numbers make 4e-3 of it with F(2,3),
 * 1.1e-2 with F(4,3), 2.2e-2 with its points for an enlarged image. Three products of parts leave 2^-17.
 */
double roundedErrorOf(const ConvBlockArgs& args, ConvAlgorithm algorithm) {
  if (algorithm == ConvAlgorithm::Winograd2Pairs) return 4e-3;
  if (algorithm == ConvAlgorithm::Winograd4Pairs) return args.upsample == 2 ? 2.2e-2 : 1.1e-2;
  if (algorithm != ConvAlgorithm::Tiles) return 0;
  if (args.dtype == DType::Float32 && args.precision == Precision::High) return 5e-6;
  const bool isRounded = args.dtype != DType::BFloat16 || args.normStatistics != nullptr ||
                         args.activation != ActivationKind::None || args.upsample != 1;
  return isRounded ? 2.6e-3 : 0;
}

double toleranceOf(const ConvBlockArgs& args, ConvAlgorithm algorithm) {
  switch (algorithm) {
    case ConvAlgorithm::Winograd2Pairs:
    case ConvAlgorithm::Winograd4Pairs:
    case ConvAlgorithm::Tiles: return std::max(8e-6, 10 * roundedErrorOf(args, algorithm));
    case ConvAlgorithm::Winograd2: return 6e-6;
    case ConvAlgorithm::Winograd4: return 5e-5;
    case ConvAlgorithm::Winograd6: return 2e-4;
    default: return 8e-6;
  }
}

void checkConv(Machine& machine, const KernelTable& kernels, Random& random, int round) {
  ConvBlockArgs args;
  args.dtype = kTypes[random.chance(0.6) ? 0 : random.integer(1, 2)];
  args.batch = random.integer(1, 2);
  args.height = random.integer(1, 21);
  args.width = random.integer(1, 37);
  const bool plain = random.chance(0.7);
  const int64_t kernel = plain ? 3 : random.integer(1, 5);
  args.kernelHeight = kernel;
  args.kernelWidth = plain ? 3 : random.integer(1, 5);
  args.groups = !plain && random.chance(0.4) ? random.integer(2, 4) : 1;
  args.channels = args.groups * (random.chance(0.3) ? random.integer(1, 15) : random.integer(16, 70));
  args.outChannels = args.groups * (random.chance(0.3) ? random.integer(1, 6) : random.integer(5, 90));
  if (round % 40 == 0) {  // large enough for blocks shared by all threads
    args.channels = 400 + random.integer(0, 40);
    args.outChannels = 400 + random.integer(0, 40);
    args.height = random.integer(3, 12);
    args.width = random.integer(3, 12);
    args.groups = 1;
  }
  if (!plain) {
    args.strideY = random.integer(1, 3);
    args.strideX = random.integer(1, 3);
    args.dilationY = random.integer(1, 2);
    args.dilationX = random.integer(1, 2);
  }
  args.upsample = random.chance(0.3) ? 2 : 1;
  args.padTop = random.integer(0, 2);
  args.padBottom = random.integer(0, 2);
  args.padLeft = random.integer(0, 2);
  args.padRight = random.integer(0, 2);
  if (args.height * args.upsample + args.padTop + args.padBottom < args.dilationY * (args.kernelHeight - 1) + 1) return;
  if (args.width * args.upsample + args.padLeft + args.padRight < args.dilationX * (args.kernelWidth - 1) + 1) return;
  constexpr ConvAlgorithm algorithms[] = {ConvAlgorithm::Auto,      ConvAlgorithm::Direct,    ConvAlgorithm::Narrow,
                                          ConvAlgorithm::Winograd2, ConvAlgorithm::Winograd4, ConvAlgorithm::Winograd6};
  args.algorithm = algorithms[random.integer(0, 5)];
  args.precision = static_cast<Precision>(random.integer(0, 2));
  if (kernels.tiles != nullptr && random.chance(0.7)) args.algorithm = ConvAlgorithm::Tiles;
  if (kernels.pairs != nullptr && random.chance(0.7))
    args.algorithm = random.chance(0.5) ? ConvAlgorithm::Winograd2Pairs : ConvAlgorithm::Winograd4Pairs;

  ConvValues values;
  const int64_t inputs = args.batch * args.height * args.width * args.channels;
  const int64_t outputs = args.batch * args.outHeight() * args.outWidth() * args.outChannels;
  const int64_t inner = args.channels / args.groups * args.kernelHeight * args.kernelWidth;
  const Array x = randomArray(random, args.dtype, inputs, 1, 0.5);
  const Array weight = randomArray(random, args.dtype, args.outChannels * inner, 1 / std::sqrt(static_cast<double>(inner)));
  Array bias, normWeight, normBias, residual;
  std::vector<float> statistics;
  args.x = x.data();
  values.x = x.values;
  args.weight = weight.data();
  values.weight = weight.values;
  if (random.chance(0.6)) {
    args.normGroups = args.channels % 4 == 0 ? 4 : 1;
    for (int64_t i = 0; i < args.batch * args.normGroups; ++i) {
      statistics.push_back(static_cast<float>(0.3 * random.normal()));
      statistics.push_back(static_cast<float>(0.5 + random.uniform()));
    }
    args.normStatistics = statistics.data();
    args.normEps = 1e-5f;
    if (random.chance(0.7)) {
      normWeight = randomArray(random, args.dtype, args.channels, 0.3, 1);
      normBias = randomArray(random, args.dtype, args.channels, 0.3);
    }
  }
  if (random.chance(0.6)) bias = randomArray(random, args.dtype, args.outChannels, 0.5);
  if (random.chance(0.5)) residual = randomArray(random, args.dtype, outputs, 1);
  args.bias = bias.data();
  args.normWeight = normWeight.data();
  args.normBias = normBias.data();
  args.residual = residual.data();
  values.bias = bias.values;
  values.normWeight = normWeight.values;
  values.normBias = normBias.values;
  values.residual = residual.values;
  args.activation = random.chance(0.5) ? static_cast<ActivationKind>(random.integer(1, 4)) : ActivationKind::None;
  args.outputActivation = random.chance(0.3) ? static_cast<ActivationKind>(random.integer(1, 4)) : ActivationKind::None;
  std::vector<float> taken;
  if (random.chance(0.5)) {
    args.statisticsGroups = args.outChannels % 4 == 0 ? 4 : args.outChannels % 3 == 0 ? 3 : 1;
    taken.resize(static_cast<size_t>(args.batch * args.statisticsGroups * 2));
    args.statistics = taken.data();
  }
  Array output;
  output.resize(args.dtype, outputs);
  args.output = output.data();

  JobToken job;
  Context context{machine.one, machine.memory, kernels, nullptr, &job};
  convBlock(context, args);
  const std::vector<double> expected = referenceConv(args, values);
  const ConvAlgorithm used = convBlockAlgorithm(args, kernels);
  char name[400];
  std::snprintf(name, sizeof name,
                "%s conv %s precision %d algorithm %d used %d x [%ld,%ld,%ld,%ld] out %ld kernel %ldx%ld stride %ldx%ld pad %ld,%ld,%ld,%ld "
                "dilation %ldx%ld groups %ld up %d norm %d act %d outact %d res %d stats %ld",
                kernels.name, dtypeName(args.dtype), static_cast<int>(args.precision), static_cast<int>(args.algorithm), static_cast<int>(used), args.batch, args.height,
                args.width, args.channels, args.outChannels, args.kernelHeight, args.kernelWidth, args.strideY,
                args.strideX, args.padTop, args.padBottom, args.padLeft, args.padRight, args.dilationY, args.dilationX,
                args.groups, args.upsample, args.normStatistics != nullptr, static_cast<int>(args.activation),
                static_cast<int>(args.outputActivation), args.residual != nullptr, args.statisticsGroups);
  const double ratio = worst(output, expected, toleranceOf(args, used));
  expect(ratio <= 1, std::string(name) + ": error " + std::to_string(ratio) + " of the bound");
  if (const double typical = roundedErrorOf(args, used); typical > 0) {
    const double root = rootOfErrors(output, expected);
    expect(root <= 3 * typical + roundingOf(args.dtype), std::string(name) + ": root mean square error " + std::to_string(root));
  }
  expect(job.done() == args.workUnits(), std::string(name) + ": work reported");
  if (args.statistics != nullptr) {
    const std::vector<double> sums = referenceStatistics(expected, args.batch, args.outHeight() * args.outWidth(),
                                                         args.outChannels, args.statisticsGroups);
    double most = 0;
    for (size_t i = 0; i < sums.size(); i += 2) {
      const double deviation = std::sqrt(sums[i + 1]) + 1e-2;
      most = std::max(most, std::fabs(static_cast<double>(taken[i]) - sums[i]) / deviation);
      most = std::max(most, std::fabs(static_cast<double>(taken[i + 1]) - sums[i + 1]) / (deviation * deviation));
    }
    const double allowed = used >= ConvAlgorithm::Winograd2Pairs ? 2 * toleranceOf(args, used) + 1e-4 : 1e-4;
    expect(most < allowed, std::string(name) + ": statistics off by " + std::to_string(most));
  }

  const Array first = output;
  const std::vector<float> firstTaken = taken;
  std::fill(output.bytes.begin(), output.bytes.end(), static_cast<unsigned char>(0));
  WeightCache cache(machine.memory, size_t{1} << 30);
  Context other{machine.three, machine.memory, kernels, &cache, nullptr};
  args.weightKey = 1;
  convBlock(other, args);
  convBlock(other, args);  // now with weights out of the cache
  expect(first.bytes == output.bytes && firstTaken == taken, std::string(name) + ": bytes depend on threads or cache");
}

void checkGemm(Machine& machine, const KernelTable& kernels, Random& random) {
  GemmArgs args;
  args.batch = random.integer(1, 5);
  args.rows = random.integer(1, 120);
  args.columns = random.integer(1, 150);
  args.inner = random.chance(0.05) ? 0 : random.chance(0.1) ? random.integer(500, 1100) : random.integer(1, 90);
  args.dtype = kTypes[random.integer(0, 2)];
  const bool turnA = random.chance(0.4), turnB = random.chance(0.4);
  Array a = randomArray(random, args.dtype, args.batch * args.rows * args.inner + 1, 1);
  Array b = randomArray(random, args.dtype, args.batch * args.inner * args.columns + 1, 1);
  Array bias;
  if (random.chance(0.5)) bias = randomArray(random, args.dtype, args.columns, 1);
  std::vector<int64_t> offsetsA, offsetsB;
  const bool broadcastB = random.chance(0.3);
  for (int64_t n = 0; n < args.batch; ++n) {
    offsetsA.push_back(n * args.rows * args.inner);
    offsetsB.push_back(broadcastB ? 0 : n * args.inner * args.columns);
  }
  args.a = {a.data(), args.dtype, turnA ? 1 : args.inner, turnA ? args.rows : 1, offsetsA.data()};
  args.b = {b.data(), args.dtype, turnB ? 1 : args.columns, turnB ? args.inner : 1, offsetsB.data()};
  args.bias = bias.data();
  Array c;
  c.resize(args.dtype, args.batch * args.rows * args.columns);
  args.c = c.data();
  std::vector<double> expected;
  for (int64_t n = 0; n < args.batch; ++n)
    for (int64_t i = 0; i < args.rows; ++i)
      for (int64_t j = 0; j < args.columns; ++j) {
        double sum = bias.values.empty() ? 0 : bias.values[static_cast<size_t>(j)];
        for (int64_t k = 0; k < args.inner; ++k)
          sum += a.values[static_cast<size_t>(offsetsA[static_cast<size_t>(n)] + i * args.a.rowStride + k * args.a.columnStride)] *
                 b.values[static_cast<size_t>(offsetsB[static_cast<size_t>(n)] + k * args.b.rowStride + j * args.b.columnStride)];
        expected.push_back(sum);
      }
  char name[200];
  std::snprintf(name, sizeof name, "%s gemm %s %ld x [%ld,%ld,%ld] turned %d %d", kernels.name, dtypeName(args.dtype),
                args.batch, args.rows, args.inner, args.columns, turnA, turnB);
  Context context{machine.one, machine.memory, kernels, nullptr, nullptr};
  gemm(context, args);
  const double ratio = worst(c, expected, 5e-6);
  expect(ratio <= 1, std::string(name) + ": error " + std::to_string(ratio) + " of the bound");
  const Array first = c;
  Context other{machine.three, machine.memory, kernels, nullptr, nullptr};
  gemm(other, args);
  expect(first.bytes == c.bytes, std::string(name) + ": bytes depend on threads");
}

void checkAttention(Machine& machine, const KernelTable& kernels, Random& random) {
  AttentionArgs args;
  args.dtype = kTypes[random.integer(0, 2)];
  args.batch = random.integer(1, 2);
  args.keyHeads = random.integer(1, 2);
  args.heads = args.keyHeads * random.integer(1, 2);
  args.queries = random.integer(1, 70);
  args.keys = random.chance(0.2) ? random.integer(257, 600) : random.integer(1, 90);
  args.headSize = random.chance(0.1) ? random.integer(500, 600) : random.integer(1, 80);
  args.valueSize = random.integer(1, 80);
  args.scale = static_cast<float>(1 / std::sqrt(static_cast<double>(args.headSize)));
  const Array q = randomArray(random, args.dtype, args.batch * args.heads * args.queries * args.headSize, 1.5);
  const Array k = randomArray(random, args.dtype, args.batch * args.keyHeads * args.keys * args.headSize, 1.5);
  const Array v = randomArray(random, args.dtype, args.batch * args.keyHeads * args.keys * args.valueSize, 1);
  args.q = {q.data(), args.heads * args.queries * args.headSize, args.queries * args.headSize, args.headSize};
  args.k = {k.data(), args.keyHeads * args.keys * args.headSize, args.keys * args.headSize, args.headSize};
  args.v = {v.data(), args.keyHeads * args.keys * args.valueSize, args.keys * args.valueSize, args.valueSize};
  Array mask;
  if (random.chance(0.5)) {
    mask = randomArray(random, args.dtype, args.queries * args.keys, 1);
    for (int64_t i = 0; i < args.queries * args.keys; ++i)
      if (i % args.keys != 0 && random.chance(0.3)) mask.set(i, -HUGE_VAL);
    args.mask = mask.data();
    args.maskStrides[2] = args.keys;
    args.maskStrides[3] = 1;
  }
  Array output;
  output.resize(args.dtype, args.batch * args.heads * args.queries * args.valueSize);
  args.output = output.data();
  args.outputBatchStride = args.heads * args.queries * args.valueSize;
  args.outputHeadStride = args.queries * args.valueSize;
  args.outputRowStride = args.valueSize;
  std::vector<double> expected;
  for (int64_t b = 0; b < args.batch; ++b)
    for (int64_t h = 0; h < args.heads; ++h) {
      const int64_t keyHead = h / (args.heads / args.keyHeads);
      for (int64_t n = 0; n < args.queries; ++n) {
        std::vector<double> scores(static_cast<size_t>(args.keys));
        double most = -HUGE_VAL, total = 0;
        for (int64_t m = 0; m < args.keys; ++m) {
          double sum = 0;
          for (int64_t d = 0; d < args.headSize; ++d)
            sum += q.values[static_cast<size_t>(((b * args.heads + h) * args.queries + n) * args.headSize + d)] *
                   k.values[static_cast<size_t>(((b * args.keyHeads + keyHead) * args.keys + m) * args.headSize + d)];
          sum *= static_cast<double>(args.scale);
          if (!mask.values.empty()) sum += mask.values[static_cast<size_t>(n * args.keys + m)];
          scores[static_cast<size_t>(m)] = sum;
          most = std::max(most, sum);
        }
        for (double& score : scores) total += score = std::exp(score - most);
        for (int64_t d = 0; d < args.valueSize; ++d) {
          double sum = 0;
          for (int64_t m = 0; m < args.keys; ++m)
            sum += scores[static_cast<size_t>(m)] / total *
                   v.values[static_cast<size_t>(((b * args.keyHeads + keyHead) * args.keys + m) * args.valueSize + d)];
          expected.push_back(sum);
        }
      }
    }
  char name[200];
  std::snprintf(name, sizeof name, "%s attention %s [%ld,%ld/%ld,%ld of %ld,%ld,%ld] mask %d", kernels.name, dtypeName(args.dtype),
                args.batch, args.heads, args.keyHeads, args.queries, args.keys, args.headSize, args.valueSize, args.mask != nullptr);
  Context context{machine.one, machine.memory, kernels, nullptr, nullptr};
  attention(context, args);
  const double ratio = worst(output, expected, 1e-5);
  expect(ratio <= 1, std::string(name) + ": error " + std::to_string(ratio) + " of the bound");
  const Array first = output;
  Context other{machine.three, machine.memory, kernels, nullptr, nullptr};
  attention(other, args);
  expect(first.bytes == output.bytes, std::string(name) + ": bytes depend on threads");
}

void checkNorms(Machine& machine, const KernelTable& kernels, Random& random) {
  const DType type = kTypes[random.integer(0, 2)];
  const int64_t batch = random.integer(1, 2), groups = random.integer(1, 8), channels = groups * random.integer(1, 9);
  const int64_t positions = random.chance(0.1) ? random.integer(3000, 9000) : random.integer(1, 200);
  // Far from 0: the difference of the squares would be nothing but rounding.
  const double offset = random.chance(0.5) && type == DType::Float32 ? 300 : 0.5;
  const Array x = randomArray(random, type, batch * positions * channels, 1, offset);
  std::vector<float> statistics(static_cast<size_t>(batch * groups * 2)), again = statistics;
  Context context{machine.one, machine.memory, kernels, nullptr, nullptr};
  Context other{machine.three, machine.memory, kernels, nullptr, nullptr};
  groupStatistics(context, type, x.data(), batch, positions, channels, groups, statistics.data());
  groupStatistics(other, type, x.data(), batch, positions, channels, groups, again.data());
  const std::vector<double> expected = referenceStatistics(x.values, batch, positions, channels, groups);
  double most = 0;
  for (size_t i = 0; i < expected.size(); i += 2) {
    most = std::max(most, std::fabs(static_cast<double>(statistics[i]) - expected[i]) / (std::fabs(expected[i]) + 1));
    most = std::max(most, std::fabs(static_cast<double>(statistics[i + 1]) - expected[i + 1]) / (expected[i + 1] + 1e-3));
  }
  const std::string name = std::string(kernels.name) + " norms " + dtypeName(type) + " " + std::to_string(batch) + "," +
                           std::to_string(positions) + "," + std::to_string(channels) + "/" + std::to_string(groups);
  // A piece's mean is a float32: 300 ± 1.5e-5 where the deviation is 1.
  expect(most < (offset > 1 ? 3e-5 : 6e-6), name + ": statistics off by " + std::to_string(most));
  expect(statistics == again, name + ": statistics depend on threads");

  const Array weight = randomArray(random, type, channels, 0.3, 1), bias = randomArray(random, type, channels, 0.3);
  GroupNormArgs norm;
  Array output;
  output.resize(type, batch * positions * channels);
  norm.dtype = type;
  norm.x = x.data();
  norm.batch = batch;
  norm.positions = positions;
  norm.channels = channels;
  norm.statistics = statistics.data();
  norm.groups = groups;
  norm.eps = 1e-6f;
  norm.weight = weight.data();
  norm.bias = bias.data();
  norm.activation = static_cast<ActivationKind>(random.integer(0, 4));
  norm.output = output.data();
  groupNorm(other, norm);
  std::vector<double> normed;
  for (int64_t i = 0; i < batch * positions * channels; ++i) {
    const int64_t c = i % channels;
    const size_t g = static_cast<size_t>((i / (positions * channels) * groups + c / (channels / groups)) * 2);
    normed.push_back(activate(norm.activation,
                              (x.values[static_cast<size_t>(i)] - static_cast<double>(statistics[g])) /
                                      std::sqrt(static_cast<double>(statistics[g + 1]) + 1e-6) *
                                      weight.values[static_cast<size_t>(c)] +
                                  bias.values[static_cast<size_t>(c)]));
  }
  const double ratio = worst(output, normed, offset > 1 ? 2e-4 : 4e-6);
  expect(ratio <= 1, name + ": group norm error " + std::to_string(ratio) + " of the bound");

  const int64_t rows = batch * positions;
  LayerNormArgs layer;
  layer.dtype = type;
  layer.x = x.data();
  layer.rows = rows;
  layer.size = channels;
  layer.eps = 1e-5f;
  layer.centred = random.chance(0.5);
  layer.weight = weight.data();
  layer.bias = layer.centred ? bias.data() : nullptr;
  layer.output = output.data();
  layerNorm(other, layer);
  std::vector<double> layered;
  for (int64_t r = 0; r < rows; ++r) {
    const double* row = x.values.data() + r * channels;
    double mean = 0, variance = 0;
    for (int64_t c = 0; layer.centred && c < channels; ++c) mean += row[c] / static_cast<double>(channels);
    for (int64_t c = 0; c < channels; ++c) variance += (row[c] - mean) * (row[c] - mean) / static_cast<double>(channels);
    for (int64_t c = 0; c < channels; ++c)
      layered.push_back((row[c] - mean) / std::sqrt(variance + 1e-5) * weight.values[static_cast<size_t>(c)] +
                        (layer.centred ? bias.values[static_cast<size_t>(c)] : 0));
  }
  const double layerRatio = worst(output, layered, offset > 1 ? 2e-4 : 4e-6);
  expect(layerRatio <= 1, name + ": layer norm error " + std::to_string(layerRatio) + " of the bound");

  SoftmaxArgs soft;
  soft.dtype = type;
  soft.x = x.data();
  soft.outer = batch;
  soft.size = positions;
  soft.inner = channels;
  if (random.chance(0.5)) {
    soft.outer = batch * positions;
    soft.size = channels;
    soft.inner = 1;
  }
  soft.output = output.data();
  softmax(other, soft);
  std::vector<double> softened(x.values.size());
  for (int64_t i = 0; i < soft.outer * soft.inner; ++i) {
    const int64_t base = i / soft.inner * soft.size * soft.inner + i % soft.inner;
    double top = -HUGE_VAL, total = 0;
    for (int64_t j = 0; j < soft.size; ++j) top = std::max(top, x.values[static_cast<size_t>(base + j * soft.inner)]);
    for (int64_t j = 0; j < soft.size; ++j) total += std::exp(x.values[static_cast<size_t>(base + j * soft.inner)] - top);
    for (int64_t j = 0; j < soft.size; ++j)
      softened[static_cast<size_t>(base + j * soft.inner)] = std::exp(x.values[static_cast<size_t>(base + j * soft.inner)] - top) / total;
  }
  const double softRatio = worst(output, softened, 2e-6);
  expect(softRatio <= 1, name + ": softmax error " + std::to_string(softRatio) + " of the bound");

  const ActivationKind kind = static_cast<ActivationKind>(random.integer(1, 4));
  const Array wide = randomArray(random, type, positions, 8);
  Array activated;
  activated.resize(type, positions);
  applyActivation(other, kind, type, wide.data(), activated.data(), positions);
  std::vector<double> active;
  for (double value : wide.values) active.push_back(activate(kind, value));
  const double activeRatio = worst(activated, active, 1e-6);
  expect(activeRatio <= 1, name + ": activation " + std::to_string(static_cast<int>(kind)) + " error " + std::to_string(activeRatio) + " of the bound");
}

void checkFailures(Machine& machine, const KernelTable& kernels) {
  Random random(3);
  ConvBlockArgs args;
  args.batch = 1;
  args.height = args.width = 40;
  args.channels = args.outChannels = 64;
  args.kernelHeight = args.kernelWidth = 3;
  args.padTop = args.padBottom = args.padLeft = args.padRight = 1;
  const Array x = randomArray(random, DType::Float32, 40 * 40 * 64, 1), weight = randomArray(random, DType::Float32, 64 * 64 * 9, 0.05);
  Array output;
  output.resize(DType::Float32, 40 * 40 * 64);
  args.x = x.data();
  args.weight = weight.data();
  args.output = output.data();
  JobToken job;
  job.cancel();
  Context context{machine.three, machine.memory, kernels, nullptr, &job};
  bool threw = false;
  try {
    convBlock(context, args);
  } catch (const Cancelled&) {
    threw = true;
  }
  expect(threw, std::string(kernels.name) + " a cancelled convolution throws");
  machine.memory.releaseUnused();
  const size_t before = machine.memory.bytes();
  context.job = nullptr;
  for (int nth = 1; nth <= 2; ++nth) {
    threw = false;
    machine.memory.failAllocation(nth);
    try {
      convBlock(context, args);
    } catch (const std::bad_alloc&) {
      threw = true;
    }
    expect(threw, std::string(kernels.name) + " a failed allocation throws");
  }
  machine.memory.failAllocation(0);
  machine.memory.releaseUnused();
  expect(machine.memory.bytes() == before, std::string(kernels.name) + " nothing leaks");
  bool thrown = false;
  try {
    machine.three.run(100, [](int64_t task, int) {
      if (task == 37) throw std::runtime_error("task 37");
    });
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  expect(thrown, "a task's exception reaches the caller");
}

}  // namespace
}  // namespace xt::bench

int main(int argc, char** argv) {
  using namespace xt::bench;
  const int64_t seed = argc > 1 ? std::atoll(argv[1]) : 1;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 300;
  Machine machine;
  for (const char* name : {"portable", "avx2", "avx512", "avx512-bf16", "amx", "avx512-bf16-emulated", "amx-emulated"}) {
    const xt::KernelTable* kernels = xt::kernelsByName(name);
    if (kernels == nullptr) {
      std::printf("skipped %s: this machine or build has none\n", name);
      continue;
    }
    Random random(static_cast<uint64_t>(seed));
    for (int round = 0; round < rounds; ++round) checkConv(machine, *kernels, random, round);
    for (int round = 0; round < rounds / 3; ++round) checkGemm(machine, *kernels, random);
    for (int round = 0; round < rounds / 3; ++round) checkAttention(machine, *kernels, random);
    for (int round = 0; round < rounds / 3; ++round) checkNorms(machine, *kernels, random);
    if (kernels->tiles != nullptr) failures += checkTileProducts(*kernels->tiles, seed, rounds);
    checkFailures(machine, *kernels);
  }
  std::printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
