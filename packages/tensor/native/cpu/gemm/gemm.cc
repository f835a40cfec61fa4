#include "gemm.h"

#include <algorithm>
#include <cstring>

#include "../conv/kernel_args.h"
#include "../runtime/half.h"
#include "../simd/kernel_table.h"
#include "tile_args.h"

namespace xt {
namespace {

constexpr int64_t kBlockRows = 96;
constexpr int64_t kBlockColumns = 128;
constexpr int64_t kInnerSlice = 512;
constexpr int64_t kPackedFloats = int64_t{4} << 20;  // of B at once
constexpr int64_t kSmallWork = int64_t{1} << 21;     // a product this small is one thread's

float itemAt(DType dtype, const void* items, int64_t at) {
  if (dtype == DType::Float32) return static_cast<const float*>(items)[at];
  const uint16_t half = static_cast<const uint16_t*>(items)[at];
  return dtype == DType::Float16 ? float16ToFloat(half) : bfloat16ToFloat(half);
}

const void* offsetItems(DType dtype, const void* items, int64_t at) {
  return static_cast<const char*>(items) + at * static_cast<int64_t>(itemSize(dtype));
}

struct Plan {
  int64_t panel;
  int64_t columns;  // packed at once, a multiple of the panel
  int64_t blockColumns;

  Plan(const GemmArgs& args, int panelWidth) : panel(panelWidth) {
    const int64_t all = (args.columns + panel - 1) / panel * panel;
    const int64_t fitting = std::max(panel, kPackedFloats / std::max<int64_t>(args.inner, 1) / panel * panel);
    columns = std::min(all, fitting);
    blockColumns = std::min(columns, std::max(panel, kBlockColumns / panel * panel));
  }
  int64_t packedFloats(const GemmArgs& args) const { return columns * std::max<int64_t>(args.inner, 1); }
  /** A slice of A, sums, scratch for finishing. */
  int64_t workerFloats() const {
    return kBlockRows * (kInnerSlice + 16) + kBlockRows * blockColumns + 3 * (blockColumns + 16);
  }
};

class Product {
 public:
  Product(Context& context, const GemmArgs& args)
      : context_(context), args_(args), kernels_(context.kernels), plan_(args, kernels_.panel) {
    if (args.bias != nullptr) {
      bias_ = Buffer(context.memory, sizeof(float) * static_cast<size_t>(args.columns));
      kernels_.toFloat(args.dtype, args.bias, bias_.as<float>(), args.columns);
    }
  }

  void run() {
    const int64_t work = args_.rows * args_.columns * args_.inner;
    const int64_t threads = context_.pool.threads();
    const bool apart = args_.batch >= threads && work < kSmallWork;
    const int64_t spaces = apart ? threads : 1;
    packed_ = Buffer(context_.memory, sizeof(float) * static_cast<size_t>(spaces * plan_.packedFloats(args_)));
    space_ = Buffer(context_.memory, sizeof(float) * static_cast<size_t>(threads * plan_.workerFloats()));
    if (apart) {
      const int64_t together = std::max<int64_t>(1, kSmallWork / std::max<int64_t>(work, 1) / 4);
      const int64_t runs = (args_.batch + together - 1) / together;
      context_.pool.run(runs, [&](int64_t task, int worker) {
        context_.checkCancelled();
        const int64_t end = std::min(args_.batch, (task + 1) * together);
        for (int64_t n = task * together; n < end; ++n) {
          float* packed = packed_.as<float>() + worker * plan_.packedFloats(args_);
          for (int64_t column = 0; column < args_.columns; column += plan_.columns) {
            const int64_t columns = std::min(plan_.columns, args_.columns - column);
            for (int64_t panel = 0; panel * plan_.panel < columns; ++panel) pack(n, column, panel, packed);
            for (int64_t row = 0; row < args_.rows; row += kBlockRows)
              for (int64_t at = 0; at < columns; at += plan_.blockColumns)
                multiply(n, row, column, at, columns, packed, worker);
          }
        }
        context_.addDone(static_cast<uint64_t>(work * (end - task * together)));
      });
      return;
    }
    int64_t lastOffset = -1, lastColumn = -1;  // what is packed now: broadcast matrices come again
    float* packed = packed_.as<float>();
    for (int64_t n = 0; n < args_.batch; ++n) {
      for (int64_t column = 0; column < args_.columns; column += plan_.columns) {
        const int64_t columns = std::min(plan_.columns, args_.columns - column);
        const int64_t offset = args_.b.batchOffsets == nullptr ? 0 : args_.b.batchOffsets[n];
        if (offset != lastOffset || column != lastColumn)
          context_.pool.run((columns + plan_.panel - 1) / plan_.panel,
                            [&](int64_t panel, int) { pack(n, column, panel, packed); });
        lastOffset = offset;
        lastColumn = column;
        const int64_t blocks = (columns + plan_.blockColumns - 1) / plan_.blockColumns;
        context_.pool.run((args_.rows + kBlockRows - 1) / kBlockRows * blocks, [&](int64_t task, int worker) {
          context_.checkCancelled();
          const int64_t row = task / blocks * kBlockRows;
          const int64_t at = task % blocks * plan_.blockColumns;
          multiply(n, row, column, at, columns, packed, worker);
          context_.addDone(static_cast<uint64_t>(std::min(kBlockRows, args_.rows - row)) *
                           static_cast<uint64_t>(std::min(plan_.blockColumns, columns - at) * args_.inner));
        });
      }
    }
  }

 private:
  void pack(int64_t n, int64_t column, int64_t panel, float* packed) {
    const MatrixOperand& b = args_.b;
    const int64_t width = plan_.panel;
    const int64_t first = column + panel * width;
    const int64_t count = std::min(width, args_.columns - first);
    float* out = packed + panel * width * args_.inner;
    const int64_t offset = (b.batchOffsets == nullptr ? 0 : b.batchOffsets[n]) + first * b.columnStride;
    for (int64_t k = 0; k < args_.inner; ++k, out += width) {
      const int64_t at = offset + k * b.rowStride;
      if (b.columnStride == 1)
        kernels_.toFloat(b.dtype, offsetItems(b.dtype, b.data, at), out, count);
      else
        for (int64_t lane = 0; lane < count; ++lane) out[lane] = itemAt(b.dtype, b.data, at + lane * b.columnStride);
      for (int64_t lane = count; lane < width; ++lane) out[lane] = 0;
    }
  }

  void multiply(int64_t n, int64_t row, int64_t column, int64_t at, int64_t packedColumns, const float* packed,
                int worker) {
    const MatrixOperand& a = args_.a;
    const int64_t rows = std::min(kBlockRows, args_.rows - row);
    const int64_t columns = std::min(plan_.blockColumns, packedColumns - at);
    float* slice = space_.as<float>() + worker * plan_.workerFloats();
    float* sums = slice + kBlockRows * (kInnerSlice + 16);
    float* scratch = sums + kBlockRows * plan_.blockColumns;
    if (args_.inner == 0) std::fill(sums, sums + rows * plan_.blockColumns, 0.0f);
    const int64_t offset = (a.batchOffsets == nullptr ? 0 : a.batchOffsets[n]) + row * a.rowStride;
    for (int64_t k = 0; k < args_.inner; k += kInnerSlice) {
      GemmTileArgs tile{};
      tile.inner = std::min(kInnerSlice, args_.inner - k);
      tile.rows = rows;
      tile.taps = 1;
      tile.ldc = plan_.blockColumns;
      tile.accumulate = k > 0;
      if (a.dtype == DType::Float32 && a.columnStride == 1) {
        tile.a = static_cast<const float*>(a.data) + offset + k;
        tile.lda = a.rowStride;
      } else {
        tile.a = slice;
        tile.lda = kInnerSlice + 16;
        for (int64_t i = 0; i < rows; ++i) {
          const int64_t from = offset + i * a.rowStride + k * a.columnStride;
          if (a.columnStride == 1)
            kernels_.toFloat(a.dtype, offsetItems(a.dtype, a.data, from), slice + i * tile.lda, tile.inner);
          else
            for (int64_t j = 0; j < tile.inner; ++j)
              slice[i * tile.lda + j] = itemAt(a.dtype, a.data, from + j * a.columnStride);
        }
      }
      for (int64_t panel = 0; panel * plan_.panel < columns; ++panel) {
        tile.b = packed + (at + panel * plan_.panel) * args_.inner + k * plan_.panel;
        tile.c = sums + panel * plan_.panel;
        kernels_.gemmPanel(tile);
      }
    }
    FinishRowArgs finish{};
    finish.in = sums;
    finish.inStride = plan_.blockColumns;
    finish.pixels = rows;
    finish.channels = columns;
    finish.bias = bias_ ? bias_.as<float>() + column + at : nullptr;
    finish.dtype = args_.dtype;
    finish.output = const_cast<void*>(
        offsetItems(args_.dtype, args_.c, (n * args_.rows + row) * args_.columns + column + at));
    finish.pixelStride = args_.columns;
    finish.scratch = scratch;
    kernels_.finishRow(finish);
  }

  Context& context_;
  const GemmArgs& args_;
  const KernelTable& kernels_;
  Plan plan_;
  Buffer bias_, packed_, space_;
};

}  // namespace

void gemm(Context& context, const GemmArgs& args) {
  context.checkCancelled();
  if (args.batch * args.rows * args.columns == 0) return;
  Product(context, args).run();
}

size_t gemmWorkspace(const GemmArgs& args, int threads) {
  const Plan plan(args, bestKernels().panel);
  const bool apart = args.batch >= threads && args.rows * args.columns * args.inner < kSmallWork;
  return sizeof(float) * static_cast<size_t>((apart ? threads : 1) * plan.packedFloats(args) +
                                             threads * plan.workerFloats() + args.columns);
}

}  // namespace xt
