#include "conv_block.h"

#include <string>

#include "../norm/group_norm.h"
#include "conv_run.h"
#include "weight_cache.h"

namespace xt {

void ConvRun::preparePieces() {
  if (args.statistics == nullptr) return;
  const size_t bytes =
      sizeof(float) * static_cast<size_t>(args.batch * pieces.perPicture() * pieces.channels);
  pieces.means = Buffer(context.memory, bytes);
  pieces.moments = Buffer(context.memory, bytes);
}

bool ConvRun::storesPast() const {
  constexpr int64_t kPastFloats = int64_t{4} << 20;  // 16 MiB
  // Where the residual's lines become the result's they are in the cache already.
  return args.dtype == DType::Float32 && args.outChannels % kStageChunk == 0 && args.output != args.residual &&
         reinterpret_cast<uintptr_t>(args.output) % 64 == 0 &&
         args.batch * args.outHeight() * args.outWidth() * args.outChannels >= kPastFloats;
}

const void* ConvRun::inputRow(int64_t b, int64_t y, int64_t channel) const {
  if (y < 0 || y >= args.height) return nullptr;
  return at(args.x, (b * args.height + y) * args.width * args.channels + channel);
}

std::shared_ptr<const Buffer> preparedWeights(const ConvRun& run, uint32_t form, size_t bytes,
                                              const std::function<void(float*)>& make) {
  WeightCache* cache = run.args.weightKey == 0 ? nullptr : run.context.weights;
  if (cache != nullptr)
    if (auto found = cache->find(run.args.weightKey, form)) return found;
  auto made = std::make_shared<Buffer>(run.context.memory, bytes);
  make(made->as<float>());
  if (cache != nullptr) cache->insert(run.args.weightKey, form, made);
  return made;
}

namespace {

/** Bias and the norm's multiply-add in float32. */
void prepareFloats(ConvRun& run) {
  const ConvBlockArgs& args = run.args;
  const int64_t normFloats = args.normStatistics == nullptr ? 0 : args.batch * args.channels;
  const int64_t biasFloats = args.bias == nullptr ? 0 : args.outChannels;
  if (normFloats + biasFloats == 0) return;
  run.floats = Buffer(run.context.memory, sizeof(float) * static_cast<size_t>(2 * normFloats + biasFloats + 32));
  float* next = run.floats.as<float>();
  if (normFloats > 0) {
    for (int64_t b = 0; b < args.batch; ++b)
      groupNormAffine(args.normStatistics + b * args.normGroups * 2, args.normGroups, args.normEps, args.dtype,
                      args.normWeight, args.normBias, args.channels, next + b * args.channels,
                      next + normFloats + b * args.channels);
    run.scale = next;
    run.shift = next + normFloats;
    next += 2 * normFloats;
  }
  if (biasFloats > 0) {
    run.context.kernels.toFloat(args.dtype, args.bias, next, args.outChannels);
    run.bias = next;
  }
}

WinogradKind kindOf(ConvAlgorithm algorithm, int upsample) {
  int base = 2;
  if (algorithm == ConvAlgorithm::Winograd2 || algorithm == ConvAlgorithm::Winograd2Pairs) base = 0;
  if (algorithm == ConvAlgorithm::Winograd4 || algorithm == ConvAlgorithm::Winograd4Pairs) base = 1;
  return static_cast<WinogradKind>(base + (upsample == 2 ? 3 : 0));
}

bool isWinograd(ConvAlgorithm algorithm) {
  return algorithm >= ConvAlgorithm::Winograd2 && algorithm <= ConvAlgorithm::Winograd4Pairs;
}

WinogradItems itemsOf(ConvAlgorithm algorithm) {
  return algorithm >= ConvAlgorithm::Winograd2Pairs ? WinogradItems::Pairs : WinogradItems::Floats;
}

/** Rounding what Winograd's transforms made is more than the rounding of a bfloat16 result: it must be asked for. */
bool wantsPairs(const ConvBlockArgs& args, const KernelTable& kernels) {
  return args.precision == Precision::Medium && winogradPairsTake(args, kernels);
}

/**
 * F(6,3)'s error is some four times F(4,3)'s and grows with the root of the channels in one chain of sums. With chains
 * of 256 a whole decoder of up to 512 channels stays within 1.1e-5 of float64 at 128 px; more was not measured.
 */
constexpr int64_t kMostChannelsOfF6 = 512;

/** The forced one if it can, else what is best. */
ConvAlgorithm algorithmOf(const ConvBlockArgs& args, const KernelTable& kernels) {
  switch (args.algorithm) {
    case ConvAlgorithm::Auto: break;
    case ConvAlgorithm::Tiles: return tilesTake(args, kernels) ? ConvAlgorithm::Tiles : ConvAlgorithm::Direct;
    case ConvAlgorithm::Direct: return ConvAlgorithm::Direct;
    case ConvAlgorithm::Narrow: return narrowTakes(args) ? ConvAlgorithm::Narrow : ConvAlgorithm::Direct;
    case ConvAlgorithm::Winograd2Pairs:
    case ConvAlgorithm::Winograd4Pairs:
      return winogradPairsTake(args, kernels) ? args.algorithm : ConvAlgorithm::Direct;
    default: return winogradTakes(args) ? args.algorithm : ConvAlgorithm::Direct;
  }
  if (tilesTake(args, kernels)) return ConvAlgorithm::Tiles;
  if (narrowTakes(args)) return ConvAlgorithm::Narrow;
  if (!winogradTakes(args)) return ConvAlgorithm::Direct;
  // Larger tiles after an enlargement would cost more accuracy than bfloat16 itself.
  if (wantsPairs(args, kernels))
    return args.upsample == 2 ? ConvAlgorithm::Winograd2Pairs : ConvAlgorithm::Winograd4Pairs;
  ConvAlgorithm best = ConvAlgorithm::Winograd2;
  for (const ConvAlgorithm other : {ConvAlgorithm::Winograd4, ConvAlgorithm::Winograd6}) {
    if (other == ConvAlgorithm::Winograd6 && args.channels > kMostChannelsOfF6) continue;
    if (winogradCost(args, kindOf(other, args.upsample)) < winogradCost(args, kindOf(best, args.upsample))) best = other;
  }
  return best;
}

}  // namespace

ConvAlgorithm convBlockAlgorithm(const ConvBlockArgs& args, const KernelTable& kernels) {
  return algorithmOf(args, kernels);
}

void convBlock(Context& context, const ConvBlockArgs& args) {
  context.checkCancelled();
  if (args.batch * args.outHeight() * args.outWidth() * args.outChannels == 0) return;
  ConvRun run{context, args, {}, nullptr, nullptr, nullptr, {}};
  prepareFloats(run);
  const ConvAlgorithm algorithm = algorithmOf(args, context.kernels);
  if (algorithm == ConvAlgorithm::Tiles)
    convTiles(run);
  else if (isWinograd(algorithm))
    convWinograd(run, kindOf(algorithm, args.upsample), itemsOf(algorithm));
  else if (algorithm == ConvAlgorithm::Narrow)
    convNarrow(run);
  else
    convDirect(run);
  if (args.statistics != nullptr)
    combineStatistics(context, run.pieces, args.batch, args.statisticsGroups, args.statistics);
}

size_t convBlockWorkspace(const ConvBlockArgs& args, int threads) {
  const ConvAlgorithm algorithm = algorithmOf(args, bestKernels());
  if (algorithm == ConvAlgorithm::Tiles) return tilesWorkspace(args, threads);
  if (isWinograd(algorithm))
    return winogradWorkspace(args, kindOf(algorithm, args.upsample), itemsOf(algorithm), threads);
  return directWorkspace(args, algorithm == ConvAlgorithm::Narrow, threads);
}

}  // namespace xt
