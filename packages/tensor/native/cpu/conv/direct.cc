// Convolution as products of staged pixels (implicit GEMM), for whatever Winograd doesn't take.
#include "conv_run.h"

#include "../gemm/tile_args.h"

namespace xt {
namespace {

constexpr int64_t kRowPixels = 96;   // most output pixels side by side in a task
constexpr int64_t kTaskPixels = 192;  // output pixels of a task, roughly

struct Plan {
  bool narrow;
  bool pointwise;  // the image itself is what is multiplied
  int64_t panel;
  int64_t inner;   // input channels of a group
  int64_t outer;   // output channels of a group
  int64_t panels;  // of a group
  int64_t width;   // channels of a staged chunk
  int64_t chunks;
  int64_t taps;
  int64_t blockX, blocksX, blockY, blocksY;
  int64_t stagedRows, stagedColumns;

  int64_t chunkStride() const { return paddedStride(stagedRows * stagedColumns * width); }
  int64_t stageFloats() const { return pointwise ? 0 : chunks * chunkStride(); }
  int64_t sumStride() const { return narrow ? outer : panels * panel; }
  int64_t sumFloats() const { return roundUp(blockX * sumStride(), 16); }
  int64_t scratchFloats() const { return 3 * roundUp(outer + kStageChunk, 16); }
  int64_t smallRowFloats() const { return pointwise ? 0 : chunks * paddedStride((stagedColumns + 3) * width); }
  int64_t workerFloats() const {
    return roundUp(stageFloats() + sumFloats() + scratchFloats() + smallRowFloats(), 1024) + 48;
  }
  int64_t weightFloats(int64_t groups) const {
    if (narrow) return outer * chunks * taps * kStageChunk;
    return groups * panels * taps * chunks * width * panel;
  }
};

Plan makePlan(const ConvBlockArgs& args, bool narrow, int panel) {
  Plan plan{};
  plan.narrow = narrow;
  plan.panel = panel;
  plan.inner = args.channels / args.groups;
  plan.outer = args.outChannels / args.groups;
  plan.panels = divideUp(plan.outer, panel);
  plan.width = std::min(plan.inner, kStageChunk);
  plan.chunks = divideUp(plan.inner, kStageChunk);
  plan.taps = args.kernelHeight * args.kernelWidth;
  plan.pointwise = !narrow && plan.taps == 1 && args.groups == 1 && args.dtype == DType::Float32 &&
                   args.normStatistics == nullptr && args.activation == ActivationKind::None && args.upsample == 1 &&
                   args.strideY == 1 && args.strideX == 1 && args.padTop == 0 && args.padBottom == 0 &&
                   args.padLeft == 0 && args.padRight == 0;
  if (plan.pointwise) {
    plan.width = plan.inner;
    plan.chunks = 1;
  }
  plan.blocksX = divideUp(args.outWidth(), kRowPixels);
  plan.blockX = divideUp(args.outWidth(), plan.blocksX);
  plan.blockY = std::max<int64_t>(1, std::min(args.outHeight(), kTaskPixels / plan.blockX));
  plan.blocksY = divideUp(args.outHeight(), plan.blockY);
  plan.stagedRows = (plan.blockY - 1) * args.strideY + (args.kernelHeight - 1) * args.dilationY + 1;
  plan.stagedColumns = (plan.blockX - 1) * args.strideX + (args.kernelWidth - 1) * args.dilationX + 1;
  return plan;
}

class Direct {
 public:
  Direct(ConvRun& run, bool narrow)
      : run_(run), args_(run.args), kernels_(run.context.kernels), plan_(makePlan(args_, narrow, kernels_.panel)) {
    if (args_.statistics != nullptr) {
      run.pieces.channels = args_.outChannels;
      for (int64_t y = 0; y < args_.outHeight(); ++y)
        for (int64_t x = 0; x < args_.outWidth(); x += plan_.blockX)
          run.pieces.pixels.push_back(std::min(plan_.blockX, args_.outWidth() - x));
      run.preparePieces();
    }
    const uint32_t form = (narrow ? 0x20000u : plan_.pointwise ? 0x30000u : 0x40000u) |
                          static_cast<uint32_t>(plan_.panel);
    weights_ = preparedWeights(run, form, sizeof(float) * static_cast<size_t>(plan_.weightFloats(args_.groups)),
                               [&](float* to) { packWeights(to); });
    for (int64_t chunk = 0; chunk < (narrow ? 1 : plan_.chunks); ++chunk)
      for (int64_t y = 0; y < args_.kernelHeight; ++y)
        for (int64_t x = 0; x < args_.kernelWidth; ++x)
          offsets_.push_back(chunk * plan_.chunkStride() +
                             (y * args_.dilationY * plan_.stagedColumns + x * args_.dilationX) * plan_.width);
    space_ = Buffer(run.context.memory,
                    sizeof(float) * static_cast<size_t>(run.context.pool.threads() * plan_.workerFloats()));
  }

  void run() {
    const int64_t perPicture = plan_.blocksY * plan_.blocksX;
    runTasks(run_, args_.batch * perPicture, args_.workUnits(), [&](int64_t task, int worker) {
      const int64_t picture = task / perPicture;
      const int64_t y = task % perPicture / plan_.blocksX * plan_.blockY;
      const int64_t x = task % plan_.blocksX * plan_.blockX;
      const int64_t rows = std::min(plan_.blockY, args_.outHeight() - y);
      const int64_t pixels = std::min(plan_.blockX, args_.outWidth() - x);
      float* stage = space_.as<float>() + worker * plan_.workerFloats();
      float* sums = stage + plan_.stageFloats();
      for (int64_t group = 0; group < args_.groups; ++group) {
        if (!plan_.pointwise) stageBlock(picture, group, y, x, rows, pixels, stage, sums);
        for (int64_t row = 0; row < rows; ++row) {
          multiplyRow(picture, group, y + row, x, row, pixels, stage, sums);
          finishRow(picture, group, y + row, x, pixels, sums);
        }
      }
    });
  }

 private:
  /** `[group][panel][chunk][tap][channel][panel]`, or for few outputs `[output][chunk][tap][16]`. */
  void packWeights(float* to) {
    const int64_t inner = plan_.inner;
    std::fill(to, to + plan_.weightFloats(args_.groups), 0.0f);
    run_.context.pool.run(args_.outChannels, [&](int64_t o, int) {
      std::vector<float> line(static_cast<size_t>(inner));
      const int64_t group = o / plan_.outer, within = o % plan_.outer;
      for (int64_t tap = 0; tap < plan_.taps; ++tap) {
        kernels_.toFloat(args_.dtype, run_.at(args_.weight, (o * plan_.taps + tap) * inner), line.data(), inner);
        for (int64_t k = 0; k < inner; ++k) {
          const int64_t chunk = k / plan_.width, channel = k % plan_.width;
          const int64_t row = (chunk * plan_.taps + tap) * plan_.width + channel;
          const int64_t rows = plan_.chunks * plan_.taps * plan_.width;
          if (plan_.narrow)
            to[within * rows + row] = line[static_cast<size_t>(k)];
          else
            to[((group * plan_.panels + within / plan_.panel) * rows + row) * plan_.panel + within % plan_.panel] =
                line[static_cast<size_t>(k)];
        }
      }
    });
  }

  void stageBlock(int64_t picture, int64_t group, int64_t y, int64_t x, int64_t rows, int64_t pixels, float* stage,
                  float* sums) {
    const int64_t channel = group * plan_.inner;
    StageRowArgs args{};
    args.dtype = args_.dtype;
    args.pixelStride = args_.channels;
    args.channels = plan_.inner;
    args.begin = x * args_.strideX - args_.padLeft;
    args.count = (pixels - 1) * args_.strideX + (args_.kernelWidth - 1) * args_.dilationX + 1;
    args.width = args_.width;
    args.scale = run_.scale == nullptr ? nullptr : run_.scale + picture * args_.channels + channel;
    args.shift = run_.shift == nullptr ? nullptr : run_.shift + picture * args_.channels + channel;
    args.activation = args_.activation;
    args.chunkStride = plan_.chunkStride();
    const int64_t stagedRows = (rows - 1) * args_.strideY + (args_.kernelHeight - 1) * args_.dilationY + 1;
    for (int64_t row = 0; row < stagedRows; ++row) {
      const int64_t inputY = y * args_.strideY - args_.padTop + row;
      float* out = stage + row * plan_.stagedColumns * plan_.width;
      if (args_.upsample == 1) {
        args.row = run_.inputRow(picture, inputY, channel);
        args.out = out;
        kernels_.stageRow(args);
      } else {
        stageLargeRow(args, picture, channel, inputY, out, sums + plan_.sumFloats() + plan_.scratchFloats());
      }
    }
  }

  /** A row of the enlarged image: the small one's row with each pixel taken twice. */
  void stageLargeRow(StageRowArgs args, int64_t picture, int64_t channel, int64_t largeY, float* out, float* small) {
    const auto half = [](int64_t value) { return value >= 0 ? value / 2 : (value - 1) / 2; };
    const int64_t first = half(args.begin);
    const int64_t begin = args.begin, count = args.count, chunkStride = args.chunkStride;
    args.row = run_.inputRow(picture, half(largeY), channel);
    args.begin = first;
    args.count = half(begin + count - 1) - first + 1;
    args.out = small;
    args.chunkStride = plan_.smallRowFloats() / plan_.chunks;
    kernels_.stageRow(args);
    for (int64_t chunk = 0; chunk < plan_.chunks; ++chunk)
      for (int64_t pixel = 0; pixel < count; ++pixel)
        std::copy_n(small + chunk * args.chunkStride + (half(begin + pixel) - first) * plan_.width, plan_.width,
                    out + chunk * chunkStride + pixel * plan_.width);
  }

  void multiplyRow(int64_t picture, int64_t group, int64_t y, int64_t x, int64_t row, int64_t pixels,
                   const float* stage, float* sums) {
    const int64_t rowStart = row * args_.strideY * plan_.stagedColumns * plan_.width;
    if (plan_.narrow) {
      NarrowConvArgs args{};
      args.in = stage + rowStart;
      args.chunks = plan_.chunks;
      args.chunkStride = plan_.chunkStride();
      args.pixelStride = args_.strideX * plan_.width;
      args.offsets = offsets_.data();
      args.taps = plan_.taps;
      args.weight = weights_->as<float>();
      args.outputs = plan_.outer;
      args.pixels = pixels;
      args.out = sums;
      args.outputStride = plan_.sumStride();
      kernels_.narrowConv(args);
      return;
    }
    GemmTileArgs tile{};
    tile.rows = pixels;
    tile.ldc = plan_.sumStride();
    tile.inner = plan_.width;
    if (plan_.pointwise) {
      tile.a = static_cast<const float*>(args_.x) + ((picture * args_.height + y) * args_.width + x) * args_.channels;
      tile.lda = args_.channels;
      tile.taps = 1;
    } else {
      tile.a = stage + rowStart;
      tile.lda = args_.strideX * plan_.width;
      tile.offsets = offsets_.data();
      tile.taps = plan_.chunks * plan_.taps;
    }
    const int64_t panelFloats = tile.taps * plan_.width * plan_.panel;
    for (int64_t panel = 0; panel < plan_.panels; ++panel) {
      tile.b = weights_->as<float>() + (group * plan_.panels + panel) * panelFloats;
      tile.c = sums + panel * plan_.panel;
      kernels_.gemmPanel(tile);
    }
  }

  void finishRow(int64_t picture, int64_t group, int64_t y, int64_t x, int64_t pixels, float* sums) {
    const int64_t channel = group * plan_.outer;
    const int64_t offset =
        ((picture * args_.outHeight() + y) * args_.outWidth() + x) * args_.outChannels + channel;
    const int64_t piece = y * plan_.blocksX + x / plan_.blockX;
    FinishRowArgs args{};
    args.in = sums;
    args.inStride = plan_.sumStride();
    args.pixels = pixels;
    args.channels = plan_.outer;
    args.bias = run_.bias == nullptr ? nullptr : run_.bias + channel;
    args.dtype = args_.dtype;
    args.residual = run_.at(args_.residual, offset);
    args.output = run_.at(args_.output, offset);
    args.pixelStride = args_.outChannels;
    args.activation = args_.outputActivation;
    args.means = args_.statistics == nullptr ? nullptr : run_.pieces.meansOf(picture, piece) + channel;
    args.moments = args_.statistics == nullptr ? nullptr : run_.pieces.momentsOf(picture, piece) + channel;
    args.past = run_.storesPast() && plan_.outer % kStageChunk == 0;
    args.scratch = sums + plan_.sumFloats();
    kernels_.finishRow(args);
  }

  ConvRun& run_;
  const ConvBlockArgs& args_;
  const KernelTable& kernels_;
  Plan plan_;
  std::shared_ptr<const Buffer> weights_;
  std::vector<int64_t> offsets_;
  Buffer space_;
};

}  // namespace

bool narrowTakes(const ConvBlockArgs& args) {
  return args.groups == 1 && args.outChannels <= 4 && args.channels >= kStageChunk;
}

void convNarrow(ConvRun& run) { Direct(run, true).run(); }
void convDirect(ConvRun& run) { Direct(run, false).run(); }

size_t directWorkspace(const ConvBlockArgs& args, bool narrow, int threads) {
  const Plan plan = makePlan(args, narrow, bestKernels().panel);
  const int64_t pieces =
      args.statistics == nullptr ? 0 : 2 * args.batch * args.outHeight() * plan.blocksX * args.outChannels;
  return sizeof(float) *
         static_cast<size_t>(plan.weightFloats(args.groups) + threads * plan.workerFloats() + pieces);
}

}  // namespace xt
