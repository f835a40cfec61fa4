// The register tile: rows of A (row-major, any stride) times a packed panel of B. Included by simd/kernels.cc alone.
#pragma once

#include "../simd/vec.h"
#include "tile_args.h"

namespace xt {
namespace XT_ISA {

#if XT_ISA_avx512
constexpr int kPanelVectors = 2;
constexpr int kTileRows = 14;
#elif XT_ISA_avx2
constexpr int kPanelVectors = 2;
constexpr int kTileRows = 6;
#elif defined(__aarch64__)
constexpr int kPanelVectors = 4;
constexpr int kTileRows = 6;
#else
constexpr int kPanelVectors = 2;
constexpr int kTileRows = 6;
#endif
constexpr int kPanel = kPanelVectors * kLanes;

// Accumulators are fields of nested structs, not arrays: GCC keeps fields in registers and spills arrays.

template <int N>
struct Vectors {
  Vec head;
  Vectors<N - 1> tail;
};
template <>
struct Vectors<0> {};

template <int R>
struct Accumulators {
  Vectors<kPanelVectors> row;
  Accumulators<R - 1> next;
};
template <>
struct Accumulators<0> {};

template <int N>
static XT_INLINE void clear(Vectors<N>& v) {
  if constexpr (N > 0) {
    v.head = Vec{};
    clear(v.tail);
  }
}

template <int N>
static XT_INLINE void loadAll(Vectors<N>& v, const float* from) {
  if constexpr (N > 0) {
    v.head = load(from);
    loadAll(v.tail, from + kLanes);
  }
}

template <int N>
static XT_INLINE void storeAll(const Vectors<N>& v, float* to) {
  if constexpr (N > 0) {
    store(to, v.head);
    storeAll(v.tail, to + kLanes);
  }
}

template <int N>
static XT_INLINE void addAll(const Vectors<N>& v, float* to) {
  if constexpr (N > 0) {
    store(to, load(to) + v.head);
    addAll(v.tail, to + kLanes);
  }
}

template <int N>
static XT_INLINE void multiplyAdd(Vectors<N>& sum, Vec a, const Vectors<N>& b) {
  if constexpr (N > 0) {
    sum.head = multiplyAdd(a, b.head, sum.head);
    multiplyAdd(sum.tail, a, b.tail);
  }
}

template <int R>
static XT_INLINE void clear(Accumulators<R>& acc) {
  if constexpr (R > 0) {
    clear(acc.row);
    clear(acc.next);
  }
}

template <int R>
static XT_INLINE void storeAll(const Accumulators<R>& acc, float* c, int64_t ldc) {
  if constexpr (R > 0) {
    storeAll(acc.row, c);
    storeAll(acc.next, c + ldc, ldc);
  }
}

template <int R>
static XT_INLINE void addAll(const Accumulators<R>& acc, float* c, int64_t ldc) {
  if constexpr (R > 0) {
    addAll(acc.row, c);
    addAll(acc.next, c + ldc, ldc);
  }
}

// Three rows share a pointer: x86 addresses base, base + stride and base + 2·stride without further arithmetic.
template <int R>
struct RowPointers {
  const float* base;
  RowPointers<R - 3> next;
};
template <>
struct RowPointers<0> {};
template <>
struct RowPointers<-1> {};
template <>
struct RowPointers<-2> {};

template <int R>
static XT_INLINE void setRows(RowPointers<R>& rows, const float* a, int64_t lda) {
  if constexpr (R > 0) {
    rows.base = a;
    setRows(rows.next, a + 3 * lda, lda);
  }
}

template <int R>
static XT_INLINE void advance(RowPointers<R>& rows, int64_t by) {
  if constexpr (R > 0) {
    rows.base += by;
    advance(rows.next, by);
  }
}

template <int R>
static XT_INLINE void step(Accumulators<R>& acc, const RowPointers<R>& rows, int64_t lda, int64_t at,
                           const Vectors<kPanelVectors>& b) {
  if constexpr (R > 0) {
    multiplyAdd(acc.row, broadcast(rows.base[at]), b);
    if constexpr (R > 1) multiplyAdd(acc.next.row, broadcast(rows.base[at + lda]), b);
    if constexpr (R > 2) {
      multiplyAdd(acc.next.next.row, broadcast(rows.base[at + 2 * lda]), b);
      step(acc.next.next.next, rows.next, lda, at, b);
    }
  }
}

template <int R, bool fetches>
static XT_INLINE void addTap(Accumulators<R>& acc, const float* a, int64_t lda, const float*& b, int64_t inner,
                             const float* ahead) {
  RowPointers<R> rows;
  setRows(rows, a, lda);
  const float* end = b + inner * kPanel;
  // Not unrolled: GCC keeps the accumulators in registers only in the plain loop.
  for (; b != end; b += kPanel) {
    if constexpr (fetches) {
      __builtin_prefetch(ahead, 0, 2);  // a line a step: as many as the panel has, or a few more than the rows have
      ahead += 16;
    }
    Vectors<kPanelVectors> panel;
    loadAll(panel, b);
    step(acc, rows, lda, 0, panel);
    advance(rows, 1);
  }
}

enum class TileKind { Plain, Fetching, ManyTaps };

template <int R, TileKind kind>
static void computeTile(const GemmTileArgs& args, const float* a, float* c, const float* ahead) {
  Accumulators<R> acc;
  clear(acc);
  const float* b = args.b;
  if constexpr (kind == TileKind::ManyTaps) {
    for (int64_t tap = 0; tap < args.taps; ++tap)
      addTap<R, false>(acc, a + args.offsets[tap], args.lda, b, args.inner, nullptr);
  } else {
    addTap<R, kind == TileKind::Fetching>(acc, a, args.lda, b, args.inner, ahead);
  }
  // Added when the sum is whole: a sum in parts rounds less than one long chain.
  if (args.accumulate)
    addAll(acc, c, args.ldc);
  else
    storeAll(acc, c, args.ldc);
}

using TileFunction = void (*)(const GemmTileArgs&, const float*, float*, const float*);

template <TileKind kind, int... R>
struct TileTable {
  static constexpr TileFunction functions[sizeof...(R)] = {computeTile<R, kind>...};
};

template <TileKind kind, int N, int... R>
struct MakeTileTable : MakeTileTable<kind, N - 1, N, R...> {};
template <TileKind kind, int... R>
struct MakeTileTable<kind, 0, R...> : TileTable<kind, R...> {};

/** All rows against one panel, in tiles as even as can be: a tile of one or two rows is far from the peak. */
static void gemmPanel(const GemmTileArgs& args) {
  const int64_t tiles = (args.rows + kTileRows - 1) / kTileRows;
  int64_t row = 0;
  for (int64_t tile = 0; tile < tiles; ++tile) {
    const int64_t end = args.rows * (tile + 1) / tiles;
    const float* a = args.a + row * args.lda;
    float* c = args.c + row * args.ldc;
    const float* ahead = tile == 0 ? args.nextB : args.nextA == nullptr ? nullptr : args.nextA + row * args.lda;
    const int64_t size = end - row - 1;
    if (args.offsets != nullptr)
      MakeTileTable<TileKind::ManyTaps, kTileRows>::functions[size](args, a, c, nullptr);
    else if (ahead != nullptr)
      MakeTileTable<TileKind::Fetching, kTileRows>::functions[size](args, a, c, ahead);
    else
      MakeTileTable<TileKind::Plain, kTileRows>::functions[size](args, a, c, nullptr);
    row = end;
  }
}

}  // namespace XT_ISA
}  // namespace xt
