#include "group_norm.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "../conv/conv_run.h"
#include "kernel_args.h"

namespace xt {
namespace {

/** Positions of a task: some 64 Ki elements. */
int64_t positionsOfTask(int64_t channels) {
  return std::max<int64_t>(1, (int64_t{1} << 16) / std::max<int64_t>(channels, 1));
}

/** Positions whose sums are float32. */
constexpr int64_t kPiece = 512;

}  // namespace

void groupStatistics(Context& context, DType dtype, const void* x, int64_t batch, int64_t positions, int64_t channels,
                     int64_t groups, float* statistics) {
  context.checkCancelled();
  StatisticPieces pieces;
  pieces.channels = channels;
  for (int64_t at = 0; at < positions; at += kPiece) pieces.pixels.push_back(std::min(kPiece, positions - at));
  const int64_t floats = std::max<int64_t>(1, batch * pieces.perPicture() * channels);
  pieces.means = Buffer(context.memory, sizeof(float) * static_cast<size_t>(floats));
  pieces.moments = Buffer(context.memory, sizeof(float) * static_cast<size_t>(floats));
  const int64_t perPicture = pieces.perPicture();
  const int64_t together = std::max<int64_t>(1, positionsOfTask(channels) / kPiece);
  const int64_t tasks = (perPicture + together - 1) / together;
  context.pool.run(batch * tasks, [&](int64_t task, int) {
    context.checkCancelled();
    const int64_t picture = task / tasks, first = task % tasks * together;
    for (int64_t piece = first; piece < std::min(perPicture, first + together); ++piece) {
      MomentsArgs args{};
      args.dtype = dtype;
      args.x = static_cast<const char*>(x) +
               static_cast<size_t>((picture * positions + piece * kPiece) * channels) * itemSize(dtype);
      args.pixels = pieces.pixels[static_cast<size_t>(piece)];
      args.channels = channels;
      args.means = pieces.meansOf(picture, piece);
      args.moments = pieces.momentsOf(picture, piece);
      context.kernels.moments(args);
      context.addDone(static_cast<uint64_t>(args.pixels * channels));
    }
  });
  combineStatistics(context, pieces, batch, groups, statistics);
}

void groupNormAffine(const float* statistics, int64_t groups, float eps, DType dtype, const void* weight,
                     const void* bias, int64_t channels, float* scale, float* shift) {
  const KernelTable& kernels = bestKernels();
  if (weight != nullptr)
    kernels.toFloat(dtype, weight, scale, channels);
  else
    std::fill(scale, scale + channels, 1.0f);
  if (bias != nullptr)
    kernels.toFloat(dtype, bias, shift, channels);
  else
    std::fill(shift, shift + channels, 0.0f);
  const int64_t size = channels / groups;
  for (int64_t channel = 0; channel < channels; ++channel) {
    const double mean = static_cast<double>(statistics[channel / size * 2]);
    const double variance = static_cast<double>(statistics[channel / size * 2 + 1]);
    const double factor = static_cast<double>(scale[channel]) / std::sqrt(variance + static_cast<double>(eps));
    scale[channel] = static_cast<float>(factor);
    shift[channel] = static_cast<float>(static_cast<double>(shift[channel]) - mean * factor);
  }
}

void groupNorm(Context& context, const GroupNormArgs& args) {
  context.checkCancelled();
  if (args.batch * args.positions * args.channels == 0) return;
  Buffer floats(context.memory, sizeof(float) * static_cast<size_t>(2 * args.batch * args.channels));
  float* scale = floats.as<float>();
  float* shift = scale + args.batch * args.channels;
  for (int64_t b = 0; b < args.batch; ++b)
    groupNormAffine(args.statistics + b * args.groups * 2, args.groups, args.eps, args.dtype, args.weight, args.bias,
                    args.channels, scale + b * args.channels, shift + b * args.channels);
  const int64_t step = positionsOfTask(args.channels);
  const int64_t perPicture = (args.positions + step - 1) / step;
  context.pool.run(args.batch * perPicture, [&](int64_t task, int) {
    context.checkCancelled();
    const int64_t b = task / perPicture, first = task % perPicture * step;
    const size_t offset = static_cast<size_t>((b * args.positions + first) * args.channels) * itemSize(args.dtype);
    AffineRowsArgs rows{};
    rows.dtype = args.dtype;
    rows.x = static_cast<const char*>(args.x) + offset;
    rows.output = static_cast<char*>(args.output) + offset;
    rows.pixels = std::min(step, args.positions - first);
    rows.channels = args.channels;
    rows.scale = scale + b * args.channels;
    rows.shift = shift + b * args.channels;
    rows.activation = args.activation;
    context.kernels.affineRows(rows);
    context.addDone(static_cast<uint64_t>(rows.pixels * args.channels));
  });
}

}  // namespace xt
