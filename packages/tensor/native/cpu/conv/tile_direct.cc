// Convolution as products of bfloat16 tiles read straight from the image (implicit GEMM): 16 pixels beside each other
// and 32 of their channels are a tile, at each position of the kernel. After nearest enlargement a 3×3 kernel is four
// 2×2 kernels on the small image, one for each place of a pixel among the four that one becomes.
#include "../runtime/half.h"
#include "tile_plan.h"

namespace xt {
namespace {

class TileDirect {
 public:
  explicit TileDirect(ConvRun& run)
      : run_(run),
        args_(run.args),
        kernels_(run.context.kernels),
        plan_(makeTilePlan(args_)),
        inputOfTerm_(static_cast<size_t>(plan_.terms())),
        weightsOfTerm_(static_cast<size_t>(plan_.terms())) {
    if (args_.statistics != nullptr) setPieces();
    const uint32_t form = 0x50000u | static_cast<uint32_t>(args_.upsample) << 8 | static_cast<uint32_t>(plan_.parts);
    weights_ = preparedWeights(run, form, sizeof(uint16_t) * static_cast<size_t>(plan_.weightItems()),
                               [&](float* to) { packWeights(reinterpret_cast<uint16_t*>(to)); });
    for (int64_t term = 0; term < plan_.terms(); ++term) {
      const PartProduct& parts = kPartProducts[term / plan_.taps];
      inputOfTerm_[static_cast<size_t>(term)] = parts.pixels;
      weightsOfTerm_[static_cast<size_t>(term)] = parts.weights * plan_.taps + term % plan_.taps;
    }
    ring_ = Buffer(run.context.memory, sizeof(uint16_t) * static_cast<size_t>(plan_.ringItems()));
    const size_t threads = static_cast<size_t>(run.context.pool.threads());
    space_ = Buffer(run.context.memory, sizeof(float) * threads * static_cast<size_t>(plan_.workerFloats()));
    pointers_.resize(threads * static_cast<size_t>(plan_.segments() * plan_.terms()));
  }

  void run() {
    int64_t rows = 0;
    for (const TilePhase& phase : plan_.phases) rows = std::max(rows, phase.countY);
    const int64_t stripes = divideUp(rows, plan_.stripeRows);
    const int64_t work = static_cast<int64_t>(args_.workUnits());
    int64_t done = 0;
    for (int64_t picture = 0; picture < args_.batch; ++picture) {
      int64_t staged = plan_.firstY;
      for (int64_t stripe = 0; stripe < stripes; ++stripe) {
        const int64_t begin = stripe * plan_.stripeRows;
        const int64_t end = std::min(rows, begin + plan_.stripeRows);
        const int64_t needed = plan_.firstY + (end - 1) * plan_.strideY + plan_.spanY;
        // Rows between stripes that no kernel reads are left out.
        staged = std::max(staged, plan_.firstY + begin * plan_.strideY);
        stageRows(picture, staged, needed);
        staged = needed;
        const int64_t index = picture * stripes + stripe + 1;
        const int64_t share = work / (args_.batch * stripes) * index +
                              (index == args_.batch * stripes ? work % (args_.batch * stripes) : 0);
        multiplyRows(picture, begin, end, static_cast<uint64_t>(share - done));
        done = share;
      }
    }
  }

 private:
  /** A row's results by phase and block. */
  int64_t piecesOfRow() const { return plan_.blocksX * (args_.upsample == 2 ? 2 : 1); }

  void setPieces() {
    run_.pieces.channels = args_.outChannels;
    for (int64_t y = 0; y < args_.outHeight(); ++y)
      for (int64_t across = 0; across < piecesOfRow() / plan_.blocksX; ++across) {
        const TilePhase& phase = plan_.phases[static_cast<size_t>(across)];
        for (int64_t block = 0; block < plan_.blocksX; ++block)
          run_.pieces.pixels.push_back(blockPixels(phase, block));
      }
    run_.preparePieces();
  }

  int64_t blockPixels(const TilePhase& phase, int64_t block) const {
    return std::max<int64_t>(0, std::min(plan_.blockX, phase.countX - block * plan_.blockX));
  }

  /** `[phase][panel][part][tap][step][tile of outputs][channel pair][16 outputs][2]`. */
  void packWeights(uint16_t* to) {
    const int64_t panels = plan_.panels;
    run_.context.pool.run(static_cast<int64_t>(plan_.phases.size()) * panels, [&](int64_t task, int) {
      const TilePhase& phase = plan_.phases[static_cast<size_t>(task / panels)];
      const int64_t panel = task % panels;
      const int64_t tiles = plan_.panelTiles(panel, args_.outChannels);
      uint16_t* out = to + task * plan_.panelItems();
      std::fill(out, out + plan_.panelItems(), static_cast<uint16_t>(0));
      std::vector<float> sums(static_cast<size_t>(args_.channels)), line(static_cast<size_t>(args_.channels));
      const int64_t count = std::min(kPanelOutputs, args_.outChannels - panel * kPanelOutputs);
      for (int64_t lane = 0; lane < count; ++lane)
        for (int64_t tap = 0; tap < plan_.taps; ++tap) {
          weightsAt(phase, panel * kPanelOutputs + lane, tap, sums, line);
          for (int64_t k = 0; k < args_.channels; ++k) {
            const int64_t tile = k / kTileChannels * tiles + lane / kTileOutputs;
            const int64_t item = (k % kTileChannels / 2 * kTileOutputs + lane % kTileOutputs) * 2 + k % 2;
            float left = sums[static_cast<size_t>(k)];
            for (int64_t part = 0; part < plan_.parts; ++part) {
              const uint16_t rounded = floatToBFloat16(left);
              out[((part * plan_.taps + tap) * plan_.steps * tiles + tile) * kTileItems + item] = rounded;
              left -= bfloat16ToFloat(rounded);
            }
          }
        }
    });
  }

  /** Of the result's kernel: the weights of all positions of the given one that read the same small pixel, summed. */
  void weightsAt(const TilePhase& phase, int64_t output, int64_t tap, std::vector<float>& sums, std::vector<float>& line) {
    const int64_t y = tap / phase.kernelWidth, x = tap % phase.kernelWidth;
    int64_t fromY = y, toY = y + 1, fromX = x, toX = x + 1;
    if (args_.upsample == 2) {
      // Two large pixels of the first small one and one of the second, or the other way round.
      const int64_t splitY = phase.down == 0 ? 2 : 1, splitX = phase.across == 0 ? 2 : 1;
      fromY = y == 0 ? 0 : splitY;
      toY = y == 0 ? splitY : 3;
      fromX = x == 0 ? 0 : splitX;
      toX = x == 0 ? splitX : 3;
    }
    std::fill(sums.begin(), sums.end(), 0.0f);
    for (int64_t ky = fromY; ky < toY; ++ky)
      for (int64_t kx = fromX; kx < toX; ++kx) {
        const int64_t row = (output * args_.kernelHeight + ky) * args_.kernelWidth + kx;
        kernels_.toFloat(args_.dtype, run_.at(args_.weight, row * args_.channels), line.data(), args_.channels);
        for (size_t k = 0; k < sums.size(); ++k) sums[k] += line[k];
      }
  }

  uint16_t* ringRow(int64_t part, int64_t y) const {
    const int64_t slot = (y - plan_.firstY) % plan_.ringRows;
    return ring_.as<uint16_t>() + (part * plan_.ringRows + slot) * plan_.rowItems();
  }

  void stageRows(int64_t picture, int64_t from, int64_t to) {
    const int64_t pieces = divideUp(plan_.rowPixels, kStagePixels);
    runTasks(run_, (to - from) * pieces, 0, [&](int64_t task, int worker) {
      const int64_t y = from + task / pieces;
      const int64_t x = task % pieces * kStagePixels;
      StageRowArgs stage{};
      stage.dtype = args_.dtype;
      stage.row = run_.inputRow(picture, y);
      stage.pixelStride = args_.channels;
      stage.channels = args_.channels;
      stage.begin = plan_.firstX + x;
      stage.count = std::min(kStagePixels, plan_.rowPixels - x);
      stage.width = args_.width;
      stage.scale = run_.scale == nullptr ? nullptr : run_.scale + picture * args_.channels;
      stage.shift = run_.shift == nullptr ? nullptr : run_.shift + picture * args_.channels;
      stage.activation = args_.activation;
      stage.out = spaceOf(worker) + plan_.sumFloats();
      stage.chunkStride = kStagePixels * kStageChunk;
      kernels_.stageRow(stage);
      SplitRowArgs split{};
      split.in = stage.out;
      split.chunkStride = stage.chunkStride;
      split.channels = args_.channels;
      split.pixels = stage.count;
      split.high = ringRow(0, y) + x * plan_.pixelStride;
      split.low = plan_.parts == 1 ? nullptr : ringRow(1, y) + x * plan_.pixelStride;
      split.pixelStride = plan_.pixelStride;
      split.filledChannels = plan_.channels;
      kernels_.splitRow(split);
    });
  }

  /** Rows [begin, end) of each phase. */
  void multiplyRows(int64_t picture, int64_t begin, int64_t end, uint64_t work) {
    const int64_t groups = divideUp(end - begin, plan_.blockRows);
    const int64_t panelGroups = divideUp(plan_.panels, kTaskPanels);
    // The rows are innermost: their weights stay in the cache.
    runTasks(run_, static_cast<int64_t>(plan_.phases.size()) * panelGroups * groups, work,
             [&](int64_t task, int worker) {
               const int64_t phase = task / groups / panelGroups;
               const int64_t row = begin + task % groups * plan_.blockRows;
               const int64_t last = std::min(plan_.phases[static_cast<size_t>(phase)].countY, end);
               const int64_t rows = std::min(plan_.blockRows, last - row);
               if (rows > 0) multiplyGroup(picture, phase, row, rows, task / groups % panelGroups * kTaskPanels, worker);
             });
  }

  void multiplyGroup(int64_t picture, int64_t phaseIndex, int64_t row, int64_t rows, int64_t firstPanel, int worker) {
    const TilePhase& phase = plan_.phases[static_cast<size_t>(phaseIndex)];
    float* sums = spaceOf(worker);
    const uint16_t** pointers =
        pointers_.data() + static_cast<size_t>(worker) * static_cast<size_t>(plan_.segments() * plan_.terms());
    TileProductArgs product{};
    product.a = pointers;
    product.segments = rows * plan_.segmentsX;
    product.terms = plan_.terms();
    product.steps = plan_.steps;
    product.aPixelStride = plan_.pixelStride * plan_.strideX;
    product.bTerms = weightsOfTerm_.data();
    product.cPixelStride = plan_.sumStride();
    for (int64_t block = 0; block < plan_.blocksX; ++block) {
      const int64_t pixels = blockPixels(phase, block);
      if (pixels == 0) continue;
      point(phase, row, rows, block, pointers);
      for (int64_t panel = firstPanel; panel < std::min(plan_.panels, firstPanel + kTaskPanels); ++panel) {
        product.b = weights_->as<uint16_t>() + (phaseIndex * plan_.panels + panel) * plan_.panelItems();
        product.outputTiles = static_cast<int>(plan_.panelTiles(panel, args_.outChannels));
        product.c = sums + (panel - firstPanel) * kPanelOutputs;
        kernels_.tiles->multiply(product);
      }
      for (int64_t i = 0; i < rows; ++i)
        finish(picture, phase, row + i, block, pixels, firstPanel * kPanelOutputs,
               sums + i * plan_.segmentsX * kTilePixels * plan_.sumStride(), worker);
    }
  }

  /** Where each segment's terms read. */
  void point(const TilePhase& phase, int64_t row, int64_t rows, int64_t block, const uint16_t** pointers) const {
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t segment = 0; segment < plan_.segmentsX; ++segment) {
        const int64_t x = phase.inputX - plan_.firstX + (block * plan_.blockX + segment * kTilePixels) * plan_.strideX;
        for (int64_t term = 0; term < plan_.terms(); ++term) {
          const int64_t tap = term % plan_.taps;
          const int64_t y = phase.inputY + (row + i) * plan_.strideY + tap / phase.kernelWidth * plan_.dilationY;
          *pointers++ = ringRow(inputOfTerm_[static_cast<size_t>(term)], y) +
                        (x + tap % phase.kernelWidth * plan_.dilationX) * plan_.pixelStride;
        }
      }
  }

  void finish(int64_t picture, const TilePhase& phase, int64_t row, int64_t block, int64_t pixels, int64_t channel,
              const float* sums, int worker) {
    const int64_t y = phase.firstY + row * phase.stepY;
    const int64_t x = phase.firstX + block * plan_.blockX * phase.stepX;
    const int64_t offset = ((picture * args_.outHeight() + y) * args_.outWidth() + x) * args_.outChannels + channel;
    const int64_t piece = y * piecesOfRow() + phase.across * plan_.blocksX + block;
    FinishRowArgs finish{};
    finish.in = sums;
    finish.inStride = plan_.sumStride();
    finish.pixels = pixels;
    finish.channels = std::min(plan_.sumStride(), args_.outChannels - channel);
    finish.bias = run_.bias == nullptr ? nullptr : run_.bias + channel;
    finish.dtype = args_.dtype;
    finish.residual = run_.at(args_.residual, offset);
    finish.output = run_.at(args_.output, offset);
    finish.pixelStride = args_.outChannels * phase.stepX;
    finish.activation = args_.outputActivation;
    finish.means = args_.statistics == nullptr ? nullptr : run_.pieces.meansOf(picture, piece) + channel;
    finish.moments = args_.statistics == nullptr ? nullptr : run_.pieces.momentsOf(picture, piece) + channel;
    finish.past = run_.storesPast();
    finish.scratch = spaceOf(worker) + plan_.sumFloats() + plan_.stageFloats();
    kernels_.finishRow(finish);
  }

  float* spaceOf(int worker) const { return space_.as<float>() + worker * plan_.workerFloats(); }

  ConvRun& run_;
  const ConvBlockArgs& args_;
  const KernelTable& kernels_;
  TilePlan plan_;
  std::vector<int64_t> inputOfTerm_;    // the part of the pixels
  std::vector<int64_t> weightsOfTerm_;  // part and tap
  std::shared_ptr<const Buffer> weights_;
  Buffer ring_, space_;
  std::vector<const uint16_t*> pointers_;
};

}  // namespace

bool tilesTake(const ConvBlockArgs& args, const KernelTable& kernels) {
  const bool isEnlarged3x3 = args.kernelHeight == 3 && args.kernelWidth == 3 && args.strideY == 1 &&
                             args.strideX == 1 && args.dilationY == 1 && args.dilationX == 1;
  return kernels.tiles != nullptr && args.groups == 1 && tilePartsOf(args) != 0 && (args.upsample == 1 || isEnlarged3x3);
}

void convTiles(ConvRun& run) { TileDirect(run).run(); }

size_t tilesWorkspace(const ConvBlockArgs& args, int threads) {
  const TilePlan plan = makeTilePlan(args);
  const int64_t rows = args.upsample == 2 ? 2 * plan.blocksX : plan.blocksX;
  const int64_t pieces = args.statistics == nullptr ? 0 : 2 * args.batch * args.outHeight() * rows * args.outChannels;
  return sizeof(uint16_t) * static_cast<size_t>(plan.weightItems() + plan.ringItems()) +
         sizeof(float) * static_cast<size_t>(threads * plan.workerFloats() + pieces);
}

}  // namespace xt
