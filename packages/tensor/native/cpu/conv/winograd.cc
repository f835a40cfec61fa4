// Winograd convolution in blocks of tiles: staged pixels → transformed pixels → products → pixels.
#include "conv_run.h"

#include "../gemm/tile_args.h"
#include "../pairs/pair_product.h"

namespace xt {
namespace {

constexpr int64_t kInnerSlice = 256;     // input channels of one chain of sums: longer ones round more
constexpr int64_t kOutputChunk = 64;     // output channels whose products are held at once
constexpr int64_t kOwnTiles = 60;        // tiles of a block that one thread works on alone
constexpr int64_t kSharedTiles = 128;    // tiles of a block that all threads share, where the weights are large
constexpr int64_t kSharedChannels = 64;  // input channels a thread transforms at a time of a shared block
constexpr int64_t kRowTiles = 16;        // most tiles side by side in a block
constexpr int64_t kSharedFrom = int64_t{384} * 384;  // input · output channels

struct Plan {
  WinogradPoints points;
  int64_t products;  // of a tile, both sides
  int64_t inner;     // input channels, filled up
  int64_t words;     // as many floats hold them
  int64_t panels;    // of output channels
  int64_t panel;
  int64_t originY, originX;  // output pixel of the first tile: 0 or -1
  int64_t inputY, inputX;    // the (small) image's pixel where the first tile reads
  int64_t tilesY, tilesX;
  int64_t blockX, blocksX;  // tiles side by side: fixed by the shape, for statistics are taken by these
  int64_t blockY, blocksY;
  bool shared;
  int64_t rowSplits;  // a shared block's tile rows are multiplied in this many parts

  int64_t blockTiles() const { return blockY * blockX; }
  int64_t tileStride() const { return paddedStride(words); }
  int64_t inputProductStride() const { return paddedStride(blockTiles() * tileStride()); }
  int64_t partTiles() const { return divideUp(blockY, rowSplits) * blockX; }
  int64_t chunkPanels() const { return std::max<int64_t>(1, kOutputChunk / panel); }
  int64_t outputTileStride() const { return chunkPanels() * panel; }
  int64_t outputProductStride() const { return paddedStride(partTiles() * outputTileStride()); }
  int64_t rowPixels() const { return blockX * points.inputStep() + points.inputs() - points.inputStep(); }
  int64_t ringChunkStride() const { return points.inputs() * rowPixels() * kStageChunk; }
  int64_t stagedChannels() const { return shared ? std::min(inner, kSharedChannels) : inner; }

  /** A row of tiles, a chunk of their channels: transformed, and still to be rounded. */
  int64_t pairFloats() const { return products * blockX * kStageChunk; }
  int64_t transformedFloats() const { return products * inputProductStride(); }
  int64_t productFloats() const { return products * outputProductStride(); }
  int64_t stageFloats() const { return stagedChannels() / kStageChunk * ringChunkStride(); }
  int64_t scratchFloats() const {
    const int64_t input = points.products() * rowPixels() * kStageChunk + (words < inner ? pairFloats() : 0);
    return std::max(input, 3 * (outputTileStride() + kStageChunk));
  }
  int64_t workerFloats() const {
    return roundUp(stageFloats() + scratchFloats() + productFloats() + (shared ? 0 : transformedFloats()), 1024) + 48;
  }
};

int64_t floorDivide(int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

Plan makePlan(const ConvBlockArgs& args, WinogradKind kind, WinogradItems items, int panel, int threads) {
  Plan plan{};
  plan.points = kWinogradPoints[static_cast<int>(kind)];
  const int64_t outputs = plan.points.outputs;
  plan.products = plan.points.products() * plan.points.products();
  plan.inner = roundUp(args.channels, kStageChunk);
  plan.words = items == WinogradItems::Pairs ? plan.inner / 2 : plan.inner;
  plan.panel = panel;
  plan.panels = divideUp(args.outChannels, panel);
  if (plan.points.upsample) {
    // A tile's first pixel of the large image must be an odd one.
    plan.originY = args.padTop % 2 != 0 ? 0 : -1;
    plan.originX = args.padLeft % 2 != 0 ? 0 : -1;
    plan.inputY = floorDivide(plan.originY - args.padTop, 2);
    plan.inputX = floorDivide(plan.originX - args.padLeft, 2);
  } else {
    plan.inputY = -args.padTop;
    plan.inputX = -args.padLeft;
  }
  plan.tilesY = divideUp(args.outHeight() - plan.originY, outputs);
  plan.tilesX = divideUp(args.outWidth() - plan.originX, outputs);
  plan.shared = args.channels * args.outChannels >= kSharedFrom;
  plan.blocksX = divideUp(plan.tilesX, kRowTiles);
  plan.blockX = divideUp(plan.tilesX, plan.blocksX);
  const int64_t wanted = std::max<int64_t>(1, (plan.shared ? kSharedTiles : kOwnTiles) / plan.blockX);
  plan.blocksY = divideUp(plan.tilesY, wanted);
  if (!plan.shared && threads > 1) {
    // As many blocks as can be shared out evenly.
    for (int64_t more = plan.blocksY; more < plan.blocksY + threads && more <= plan.tilesY; ++more) {
      if (args.batch * plan.blocksX * more % threads != 0) continue;
      plan.blocksY = more;
      break;
    }
  }
  plan.blockY = divideUp(plan.tilesY, plan.blocksY);
  plan.blocksY = divideUp(plan.tilesY, plan.blockY);
  plan.rowSplits = 1;
  if (plan.shared) {
    const int64_t chunks = divideUp(plan.panels, plan.chunkPanels());
    while (chunks * plan.rowSplits < 3 * threads && plan.rowSplits < plan.blockY) ++plan.rowSplits;
  }
  return plan;
}

/** Asks for pixels' cache lines a few at a time, while there is something else to do. */
class Fetcher {
 public:
  Fetcher() = default;
  Fetcher(const void* first, int64_t rows, int64_t pixels, int64_t rowBytes, int64_t pixelBytes, int64_t bytes)
      : row_(static_cast<const char*>(first)),
        at_(row_),
        rows_(rows),
        pixels_(pixels),
        rowBytes_(rowBytes),
        pixelBytes_(pixelBytes),
        bytes_(bytes),
        pixelsLeft_(pixels) {}

  int64_t lines() const { return rows_ * pixels_ * divideUp(bytes_, 64); }

  void fetch(int64_t lines) {
    while (lines > 0 && rows_ > 0) {
      for (int64_t byte = 0; byte < bytes_; byte += 64, --lines) __builtin_prefetch(at_ + byte, 0, 2);
      at_ += pixelBytes_;
      if (--pixelsLeft_ > 0) continue;
      pixelsLeft_ = pixels_;
      row_ += rowBytes_;
      at_ = row_;
      --rows_;
    }
  }

 private:
  const char* row_ = nullptr;
  const char* at_ = nullptr;
  int64_t rows_ = 0;
  int64_t pixels_ = 0;
  int64_t rowBytes_ = 0;
  int64_t pixelBytes_ = 0;
  int64_t bytes_ = 0;
  int64_t pixelsLeft_ = 0;
};

/** A part of the image in tiles. */
struct Block {
  int64_t picture;
  int64_t tileY, tileX;  // of the first
  int64_t rows, columns;
};

class Winograd {
 public:
  Winograd(ConvRun& run, WinogradKind kind, WinogradItems items)
      : run_(run),
        args_(run.args),
        kernels_(run.context.kernels),
        kind_(static_cast<int>(kind)),
        items_(items),
        plan_(makePlan(run.args, kind, items, run.context.kernels.panel, run.context.pool.threads())) {
    if (args_.statistics != nullptr) setPieces();
    const uint32_t form = (items == WinogradItems::Pairs ? 0x60000u : 0x10000u) | static_cast<uint32_t>(kind_) << 8 | static_cast<uint32_t>(plan_.panel);
    weights_ = preparedWeights(run, form, winogradWeightBytes(args_, kind, items, static_cast<int>(plan_.panel)),
                               [&](float* to) { transformWeights(run, kind, items, to); });
    const int64_t threads = run.context.pool.threads();
    const int64_t floats = threads * plan_.workerFloats() + (plan_.shared ? plan_.transformedFloats() : 0);
    space_ = Buffer(run.context.memory, sizeof(float) * static_cast<size_t>(floats));
  }

  void run() {
    const int64_t blocks = args_.batch * plan_.blocksY * plan_.blocksX;
    if (!plan_.shared) {
      runTasks(run_, blocks, args_.workUnits(), [&](int64_t task, int worker) {
        const Block block = blockAt(task);
        Space space = spaceOf(worker);
        float* transformed = space.products + plan_.productFloats();
        transform(block, 0, plan_.inner / kStageChunk, space, transformed);
        for (int64_t panel = 0; panel < plan_.panels; panel += plan_.chunkPanels())
          multiply(block, 0, block.rows, panel, space, transformed);
      });
      return;
    }
    float* transformed = space_.as<float>() + run_.context.pool.threads() * plan_.workerFloats();
    for (int64_t index = 0; index < blocks; ++index) {
      const Block block = blockAt(index);
      const int64_t chunks = plan_.inner / kStageChunk;
      const int64_t step = plan_.stagedChannels() / kStageChunk;
      runTasks(run_, divideUp(chunks, step), 0, [&](int64_t task, int worker) {
        transform(block, task * step, std::min(chunks, (task + 1) * step), spaceOf(worker), transformed);
      });
      const int64_t parts = plan_.rowSplits;
      const int64_t work = static_cast<int64_t>(args_.workUnits());
      runTasks(run_, divideUp(plan_.panels, plan_.chunkPanels()) * parts,
               static_cast<uint64_t>(work / blocks * (index + 1) - work / blocks * index) +
                   (index == 0 ? static_cast<uint64_t>(work % blocks) : 0),
               [&](int64_t task, int worker) {
                 const int64_t part = task % parts;
                 const int64_t rows = divideUp(plan_.blockY, parts);
                 const int64_t from = part * rows;
                 const int64_t to = std::min(block.rows, from + rows);
                 if (from < to) multiply(block, from, to, task / parts * plan_.chunkPanels(), spaceOf(worker), transformed);
               });
    }
  }

 private:
  struct Space {
    float* stage;
    float* scratch;
    float* products;
  };

  Space spaceOf(int worker) const {
    float* base = space_.as<float>() + worker * plan_.workerFloats();
    return {base, base + plan_.stageFloats(), base + plan_.stageFloats() + plan_.scratchFloats()};
  }

  Block blockAt(int64_t index) const {
    const int64_t perPicture = plan_.blocksY * plan_.blocksX;
    const int64_t y = index % perPicture / plan_.blocksX * plan_.blockY;
    const int64_t x = index % plan_.blocksX * plan_.blockX;
    return {index / perPicture, y, x, std::min(plan_.blockY, plan_.tilesY - y), std::min(plan_.blockX, plan_.tilesX - x)};
  }

  /** The rows or columns of a tile, or of tiles side by side, that are stored. */
  static void storedPart(int64_t first, int64_t count, int64_t size, int64_t* begin, int64_t* end) {
    *begin = std::max<int64_t>(0, -first);
    *end = std::min(count, size - first);
  }

  void setPieces() {
    run_.pieces.channels = args_.outChannels;
    const int64_t outputs = plan_.points.outputs;
    for (int64_t tileY = 0; tileY < plan_.tilesY; ++tileY) {
      for (int64_t tileX = 0; tileX < plan_.tilesX; tileX += plan_.blockX) {
        int64_t rowBegin, rowEnd, columnBegin, columnEnd;
        storedPart(plan_.originY + tileY * outputs, outputs, args_.outHeight(), &rowBegin, &rowEnd);
        storedPart(plan_.originX + tileX * outputs, std::min(plan_.blockX, plan_.tilesX - tileX) * outputs,
                   args_.outWidth(), &columnBegin, &columnEnd);
        run_.pieces.pixels.push_back((rowEnd - rowBegin) * (columnEnd - columnBegin));
      }
    }
    run_.preparePieces();
  }

  void transform(const Block& block, int64_t chunkBegin, int64_t chunkEnd, Space space, float* transformed) {
    const WinogradPoints& points = plan_.points;
    const int64_t slots = points.inputs();
    const int64_t pixels = block.columns * points.inputStep() + points.inputs() - points.inputStep();
    const int64_t slotStride = plan_.rowPixels() * kStageChunk;
    const int64_t channel = chunkBegin * kStageChunk;
    const int64_t firstY = plan_.inputY + block.tileY * points.inputStep();

    StageRowArgs stage{};
    stage.dtype = args_.dtype;
    stage.pixelStride = args_.channels;
    stage.channels = std::min(args_.channels, chunkEnd * kStageChunk) - channel;
    stage.begin = plan_.inputX + block.tileX * points.inputStep();
    stage.count = pixels;
    stage.width = args_.width;
    stage.scale = run_.scale == nullptr ? nullptr : run_.scale + block.picture * args_.channels + channel;
    stage.shift = run_.shift == nullptr ? nullptr : run_.shift + block.picture * args_.channels + channel;
    stage.activation = args_.activation;
    stage.chunkStride = plan_.ringChunkStride();

    WinogradInputArgs input{};
    input.tiles = block.columns;
    input.scratch = space.scratch;
    input.productStride = plan_.inputProductStride();
    input.tileStride = plan_.tileStride();

    int64_t staged = 0;  // rows so far; row r is in slot r % slots
    for (int64_t row = 0; row < block.rows; ++row) {
      const int64_t first = row * points.inputStep();
      for (; staged < first + slots; ++staged) {
        stage.row = run_.inputRow(block.picture, firstY + staged, channel);
        stage.out = space.stage + staged % slots * slotStride;
        kernels_.stageRow(stage);
      }
      for (int64_t chunk = chunkBegin; chunk < chunkEnd; ++chunk) {
        const float* ring = space.stage + (chunk - chunkBegin) * plan_.ringChunkStride();
        for (int64_t i = 0; i < slots; ++i) input.rows[i] = ring + (first + i) % slots * slotStride;
        float* out = transformed + row * block.columns * plan_.tileStride();
        if (items_ == WinogradItems::Pairs) {
          transformToPairs(input, space, out, chunk);
        } else {
          input.out = out + chunk * kStageChunk;
          kernels_.winogradInput[kind_](input);
        }
      }
    }
  }

  /** As the kernel does, rounded to bfloat16 on the way out. */
  void transformToPairs(WinogradInputArgs input, Space space, float* out, int64_t chunk) const {
    float* products = space.scratch + plan_.scratchFloats() - plan_.pairFloats();
    input.out = products;
    input.tileStride = kStageChunk;
    input.productStride = input.tiles * kStageChunk;
    kernels_.winogradInput[kind_](input);
    SplitRowArgs split{};
    split.channels = split.filledChannels = kStageChunk;
    split.pixels = input.tiles;
    split.pixelStride = 2 * plan_.tileStride();
    for (int64_t product = 0; product < plan_.products; ++product) {
      split.in = products + product * input.productStride;
      split.high = reinterpret_cast<uint16_t*>(out + product * plan_.inputProductStride()) + chunk * kStageChunk;
      kernels_.splitRow(split);
    }
  }

  /** Tile rows [rowBegin, rowEnd) of a block times a chunk of output channels. */
  void multiply(const Block& block, int64_t rowBegin, int64_t rowEnd, int64_t firstPanel, Space space,
                const float* transformed) {
    const int64_t panels = std::min(plan_.chunkPanels(), plan_.panels - firstPanel);
    GemmTileArgs tile{};
    tile.lda = plan_.tileStride();
    tile.rows = (rowEnd - rowBegin) * block.columns;
    tile.taps = 1;
    tile.ldc = plan_.outputTileStride();
    const int64_t slices = divideUp(plan_.words, kInnerSlice);
    const auto multiplyPanel = items_ == WinogradItems::Pairs ? kernels_.pairs->gemmPanel : kernels_.gemmPanel;
    const int64_t steps = plan_.products * slices;
    const auto leftAt = [&](int64_t step) {
      return transformed + step / slices * plan_.inputProductStride() + rowBegin * block.columns * tile.lda +
             step % slices * kInnerSlice;
    };
    const auto rightAt = [&](int64_t step, int64_t panel) {
      const int64_t first = (step / slices * plan_.panels + firstPanel + panel) * plan_.words;
      return weights_->as<float>() + (first + step % slices * kInnerSlice) * plan_.panel;
    };
    Fetcher residual = residualOf(block, rowBegin, rowEnd, firstPanel * plan_.panel);
    const int64_t linesAtOnce = divideUp(residual.lines(), steps * panels);
    for (int64_t step = 0; step < steps; ++step) {
      const int64_t k = step % slices * kInnerSlice;
      tile.a = leftAt(step);
      tile.inner = std::min(kInnerSlice, plan_.words - k);
      tile.accumulate = k > 0;
      for (int64_t panel = 0; panel < panels; ++panel) {
        tile.b = rightAt(step, panel);
        tile.c = space.products + step / slices * plan_.outputProductStride() + panel * plan_.panel;
        tile.nextB = panel + 1 < panels ? rightAt(step, panel + 1) : step + 1 < steps ? rightAt(step + 1, 0) : nullptr;
        tile.nextA = panel + 1 == panels && step + 1 < steps ? leftAt(step + 1) : nullptr;
        residual.fetch(linesAtOnce);
        multiplyPanel(tile);
      }
    }
    output(block, rowBegin, rowEnd, firstPanel * plan_.panel, space);
  }

  /** What will be added to the results of these tile rows. */
  Fetcher residualOf(const Block& block, int64_t rowBegin, int64_t rowEnd, int64_t channel) const {
    if (args_.residual == nullptr) return {};
    const int64_t outputs = plan_.points.outputs;
    const int64_t y = std::max<int64_t>(0, plan_.originY + (block.tileY + rowBegin) * outputs);
    const int64_t x = std::max<int64_t>(0, plan_.originX + block.tileX * outputs);
    const int64_t yEnd = std::min(args_.outHeight(), plan_.originY + (block.tileY + rowEnd) * outputs);
    const int64_t xEnd = std::min(args_.outWidth(), plan_.originX + (block.tileX + block.columns) * outputs);
    const int64_t channels = std::min(plan_.chunkPanels() * plan_.panel, args_.outChannels - channel);
    const int64_t item = static_cast<int64_t>(run_.itemBytes());
    const int64_t offset = ((block.picture * args_.outHeight() + y) * args_.outWidth() + x) * args_.outChannels + channel;
    return {run_.at(args_.residual, offset), yEnd - y,          xEnd - x, args_.outWidth() * args_.outChannels * item,
            args_.outChannels * item,        channels * item};
  }

  void output(const Block& block, int64_t rowBegin, int64_t rowEnd, int64_t channel, Space space) {
    const int64_t outputs = plan_.points.outputs;
    const int64_t height = args_.outHeight(), width = args_.outWidth();
    WinogradOutputArgs out{};
    out.productStride = plan_.outputProductStride();
    out.tileStride = plan_.outputTileStride();
    out.tiles = block.columns;
    out.channels = std::min(plan_.chunkPanels() * plan_.panel, args_.outChannels - channel);
    out.bias = run_.bias == nullptr ? nullptr : run_.bias + channel;
    out.dtype = args_.dtype;
    out.pixelStride = args_.outChannels;
    out.rowStride = width * args_.outChannels;
    out.activation = args_.outputActivation;
    out.past = run_.storesPast();
    out.scratch = space.scratch;
    const int64_t x = plan_.originX + block.tileX * outputs;
    storedPart(x, block.columns * outputs, width, &out.columnBegin, &out.columnEnd);
    for (int64_t row = rowBegin; row < rowEnd; ++row) {
      const int64_t tileY = block.tileY + row;
      const int64_t y = plan_.originY + tileY * outputs;
      storedPart(y, outputs, height, &out.rowBegin, &out.rowEnd);
      const int64_t offset = ((block.picture * height + y) * width + x) * args_.outChannels + channel;
      out.in = space.products + (row - rowBegin) * block.columns * out.tileStride;
      out.residual = run_.at(args_.residual, offset);
      out.output = run_.at(args_.output, offset);
      const int64_t piece = tileY * plan_.blocksX + block.tileX / plan_.blockX;
      out.means = args_.statistics == nullptr ? nullptr : run_.pieces.meansOf(block.picture, piece) + channel;
      out.moments = args_.statistics == nullptr ? nullptr : run_.pieces.momentsOf(block.picture, piece) + channel;
      kernels_.winogradOutput[kind_](out);
    }
  }

  ConvRun& run_;
  const ConvBlockArgs& args_;
  const KernelTable& kernels_;
  int kind_;
  WinogradItems items_;
  Plan plan_;
  std::shared_ptr<const Buffer> weights_;
  Buffer space_;
};

}  // namespace

bool winogradTakes(const ConvBlockArgs& args) {
  return args.kernelHeight == 3 && args.kernelWidth == 3 && args.strideY == 1 && args.strideX == 1 &&
         args.dilationY == 1 && args.dilationX == 1 && args.groups == 1 && args.channels >= kStageChunk &&
         args.outChannels > 4;
}

bool winogradPairsTake(const ConvBlockArgs& args, const KernelTable& kernels) {
  return kernels.pairs != nullptr && winogradTakes(args) &&
         (args.dtype == DType::BFloat16 || args.precision == Precision::Medium);
}

void convWinograd(ConvRun& run, WinogradKind kind, WinogradItems items) { Winograd(run, kind, items).run(); }

size_t winogradWorkspace(const ConvBlockArgs& args, WinogradKind kind, WinogradItems items, int threads) {
  const int panel = bestKernels().panel;
  const Plan plan = makePlan(args, kind, items, panel, threads);
  const int64_t pieces = args.statistics == nullptr ? 0 : 2 * args.batch * plan.tilesY * plan.blocksX * args.outChannels;
  return winogradWeightBytes(args, kind, items, panel) +
         sizeof(float) * static_cast<size_t>(threads * plan.workerFloats() +
                                             (plan.shared ? plan.transformedFloats() : 0) + pieces);
}

double winogradCost(const ConvBlockArgs& args, WinogradKind kind) {
  const Plan plan = makePlan(args, kind, WinogradItems::Floats, bestKernels().panel, 1);
  const double tiles = static_cast<double>(args.batch * plan.tilesY * plan.tilesX);
  const double products = static_cast<double>(plan.products);
  const double in = static_cast<double>(args.channels), out = static_cast<double>(args.outChannels);
  // In multiply-adds: the products, the transforms, and the weights out of memory.
  return tiles * products * (in * out + 8 * in + 8 * out) + 4 * products * in * out;
}

}  // namespace xt
