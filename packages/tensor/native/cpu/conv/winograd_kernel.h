// Winograd's input and output transforms on one row of tiles. Included by simd/kernels.cc alone.
#pragma once

#include "../simd/math.h"
#include "../simd/unroll.h"
#include "finish_kernel.h"
#include "kernel_args.h"
#include "stage_kernel.h"
#include "winograd_points.h"

namespace xt {
namespace XT_ISA {

template <WinogradKind kind>
struct Winograd {
  static constexpr WinogradPoints points = kWinogradPoints[static_cast<int>(kind)];
  static constexpr WinogradMatrix input = winogradInputMatrix(points);
  static constexpr WinogradMatrix output = winogradOutputMatrix(points);
  static constexpr int outputs = points.outputs;
  static constexpr int products = points.products();
  static constexpr int inputs = points.inputs();
  static constexpr int inputStep = points.inputStep();
  static constexpr int pairs = points.wholePairs();

  /** Adds `coefficient · x`, where `sum` holds something already. */
  template <class Coefficient>
  static XT_INLINE void addTerm(Vec& sum, bool& first, Coefficient, Vec x) {
    constexpr double c = Coefficient::value();
    if constexpr (c == 0.0) {
    } else {
      constexpr float f = static_cast<float>(c);
      if (first)
        sum = c == 1.0 ? x : c == -1.0 ? -x : x * f;
      else
        sum = c == 1.0 ? sum + x : c == -1.0 ? sum - x : x * f + sum;
      first = false;
    }
  }

  template <int row, int column>
  struct InputCoefficient {
    static constexpr double value() { return input.at[row][column]; }
  };
  /** Odd columns of a pair's rows have the point as a factor; the transform takes it out. */
  template <int row, int column>
  struct OddCoefficient {
    static constexpr double value() { return input.at[row][column] / points.point(row); }
  };
  template <int row, int column>
  struct OutputCoefficient {
    static constexpr double value() { return output.at[row][column]; }
  };

  template <int row>
  static XT_INLINE Vec inputRow(const Vec (&d)[8]) {
    Vec sum = Vec{};
    bool first = true;
    unroll<0, inputs>([&](auto column) __attribute__((always_inline)) {
      addTerm(sum, first, InputCoefficient<row, decltype(column)::value>{}, d[column.value]);
    });
    return sum;
  }

  /** One dimension: pixels to products. */
  static XT_INLINE void transformInput(const Vec (&d)[8], Vec (&v)[8]) {
    if constexpr (points.upsample) {
      unroll<0, products>([&](auto row) __attribute__((always_inline)) { v[row.value] = inputRow<decltype(row)::value>(d); });
    } else {
      v[0] = inputRow<0>(d);
      unroll<0, pairs>([&](auto pair) __attribute__((always_inline)) {
        constexpr int row = 1 + 2 * decltype(pair)::value;
        Vec even = Vec{}, odd = Vec{};
        bool firstEven = true, firstOdd = true;
        unroll<1, products / 2>([&](auto half) __attribute__((always_inline)) {
          constexpr int column = 2 * decltype(half)::value;
          addTerm(even, firstEven, InputCoefficient<row, column>{}, d[column]);
          addTerm(odd, firstOdd, OddCoefficient<row, column - 1>{}, d[column - 1]);
        });
        constexpr float p = static_cast<float>(points.point(row));
        v[row] = even + odd * p;
        v[row + 1] = even - odd * p;
      });
      v[products - 1] = inputRow<products - 1>(d);
    }
  }

  /** One dimension: products to pixels; pairs are summed and subtracted first. */
  static XT_INLINE void transformOutput(const Vec (&m)[8], Vec (&y)[8]) {
    Vec sums[3] = {}, differences[3] = {};
    unroll<0, pairs>([&](auto pair) __attribute__((always_inline)) {
      sums[pair.value] = m[1 + 2 * pair.value] + m[2 + 2 * pair.value];
      differences[pair.value] = m[1 + 2 * pair.value] - m[2 + 2 * pair.value];
    });
    unroll<0, outputs>([&](auto row) __attribute__((always_inline)) {
      constexpr int k = decltype(row)::value;
      Vec sum = Vec{};
      bool first = true;
      addTerm(sum, first, OutputCoefficient<k, 0>{}, m[0]);
      unroll<0, pairs>([&](auto pair) __attribute__((always_inline)) {
        constexpr int column = 1 + 2 * decltype(pair)::value;
        addTerm(sum, first, OutputCoefficient<k, column>{}, k % 2 == 0 ? sums[pair.value] : differences[pair.value]);
      });
      unroll<1 + 2 * pairs, products>([&](auto column) __attribute__((always_inline)) {
        addTerm(sum, first, OutputCoefficient<k, decltype(column)::value>{}, m[column.value]);
      });
      y[k] = sum;
    });
  }

  static void inputTransform(const WinogradInputArgs& args) {
    const int64_t pixels = args.tiles * inputStep + (inputs - inputStep);
    const int64_t lines = pixels * kChunk;
    // Down the columns first: each is shared by the tiles beside each other.
    for (int64_t at = 0; at < lines; at += kLanes) {
      Vec d[8], v[8];
      unroll<0, inputs>([&](auto row) __attribute__((always_inline)) { d[row.value] = load(args.rows[row.value] + at); });
      transformInput(d, v);
      unroll<0, products>([&](auto row) __attribute__((always_inline)) { store(args.scratch + row.value * lines + at, v[row.value]); });
    }
    for (int64_t tile = 0; tile < args.tiles; ++tile) {
      for (int row = 0; row < products; ++row) {
        const float* in = args.scratch + row * lines + tile * inputStep * kChunk;
        float* out = args.out + row * products * args.productStride + tile * args.tileStride;
        for (int v = 0; v < kChunkVectors; ++v) {
          Vec d[8], result[8];
          unroll<0, inputs>([&](auto column) __attribute__((always_inline)) {
            d[column.value] = load(in + column.value * kChunk + v * kLanes);
          });
          transformInput(d, result);
          unroll<0, products>([&](auto column) __attribute__((always_inline)) {
            store(out + column.value * args.productStride + v * kLanes, result[column.value]);
          });
        }
      }
    }
  }

  /** Down the columns: a vector's products to `[outputs][products]`. */
  static XT_INLINE void transformColumns(const float* in, int64_t productStride, Vec (&half)[6 * 8]) {
    unroll<0, products>([&](auto j) __attribute__((always_inline)) {
      Vec m[8], y[8];
      unroll<0, products>([&](auto i) __attribute__((always_inline)) {
        m[i.value] = load(in + (i.value * products + j.value) * productStride);
      });
      transformOutput(m, y);
      unroll<0, outputs>([&](auto i) __attribute__((always_inline)) { half[i.value * 8 + j.value] = y[i.value]; });
    });
  }

  /** Along row `i` of what transformColumns left. */
  static XT_INLINE void transformRow(const Vec* half, Vec (&y)[8]) {
    Vec m[8];
    unroll<0, products>([&](auto j) __attribute__((always_inline)) { m[j.value] = half[j.value]; });
    transformOutput(m, y);
  }

  template <class Storage>
  static void outputTransformAs(const WinogradOutputArgs& args) {
    RowFinisher<Storage> finisher(args, args.scratch);
    for (int64_t tile = 0; tile < args.tiles; ++tile) {
      const int64_t column = tile * outputs;
      const int64_t columnBegin = args.columnBegin > column ? args.columnBegin - column : 0;
      const int64_t columnEnd = args.columnEnd - column < outputs ? args.columnEnd - column : outputs;
      if (columnBegin >= columnEnd) continue;
      const bool inner = args.rowBegin == 0 && args.rowEnd == outputs && columnBegin == 0 && columnEnd == outputs;
      const float* in = args.in + tile * args.tileStride;
      for (int64_t channel = 0; channel < args.channels; channel += kChunk) {
        Vec half[kChunkVectors][6 * 8];
        unroll<0, kChunkVectors>([&](auto v) __attribute__((always_inline)) {
          transformColumns(in + channel + v.value * kLanes, args.productStride, half[v.value]);
        });
        const int64_t at = column * args.pixelStride + channel;
        if (tile + 1 < args.tiles) {
          for (int64_t i = args.rowBegin; i < args.rowEnd; ++i)
            finisher.fetch(at + outputs * args.pixelStride + i * args.rowStride, outputs, args.pixelStride);
        }
        if (inner && args.channels - channel >= kChunk) {
          // Both halves of a cache line one right after the other: stores past the cache need it.
          unroll<0, outputs>([&](auto i) __attribute__((always_inline)) {
            unroll<0, kChunkVectors>([&](auto v) __attribute__((always_inline)) {
              Vec y[8];
              transformRow(half[v.value] + i.value * 8, y);
              finisher.template putRow<outputs>(channel + v.value * kLanes,
                                                at + v.value * kLanes + i.value * args.rowStride, args.pixelStride, y);
            });
          });
        } else {
          for (int v = 0; v < kChunkVectors; ++v) {
            const int64_t left = args.channels - channel - v * kLanes;
            if (left <= 0) break;
            const int64_t count = left < kLanes ? left : kLanes;
            for (int64_t i = args.rowBegin; i < args.rowEnd; ++i) {
              Vec y[8];
              transformRow(half[v] + i * 8, y);
              for (int64_t j = columnBegin; j < columnEnd; ++j)
                finisher.put(channel + v * kLanes, at + v * kLanes + i * args.rowStride + j * args.pixelStride, y[j],
                             count);
            }
          }
        }
      }
    }
    finisher.finish((args.rowEnd - args.rowBegin) * (args.columnEnd - args.columnBegin));
  }

  static void outputTransform(const WinogradOutputArgs& args) {
    withStorage(args.dtype, [&](auto storage) { outputTransformAs<decltype(storage)>(args); });
  }
};

}  // namespace XT_ISA
}  // namespace xt
