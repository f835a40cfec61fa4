// Winograd's minimal filtering F(m, 3) by interpolation points, and its three matrices.
// Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks", 2016; points after Alam et al., "Winograd
// Convolution for Deep Neural Networks: Efficient Point Selection", 2022, chosen by measured error.
#pragma once

namespace xt {

enum class WinogradKind : int { F2, F4, F6, F2Up, F4Up, F6Up };
constexpr int kWinogradKinds = 6;

/**
 * Points 0, then pairs +p, -p, then infinity. With nearest 2x upsampling before the convolution the pair of 1 stands
 * last and its -1 is dropped: an upsampled signal is (1 + z) times one in z², which vanishes there.
 */
struct WinogradPoints {
  int outputs;    // m: results a side of a tile
  bool upsample;  // tiles are read from the small image
  int pairs;
  double pair[3];

  constexpr int finite() const { return 1 + 2 * pairs; }
  /** Products a side. */
  constexpr int products() const { return finite() + 1 - (upsample ? 1 : 0); }
  /** Pixels a side that a tile reads. */
  constexpr int inputs() const { return upsample ? outputs / 2 + 2 : outputs + 2; }
  /** Pixels from one tile to the next. */
  constexpr int inputStep() const { return upsample ? outputs / 2 : outputs; }
  /** Pairs whose both points are used. */
  constexpr int wholePairs() const { return upsample ? pairs - 1 : pairs; }
  constexpr double point(int index) const {  // of the finite ones, in order
    return index == 0 ? 0.0 : (index % 2 == 1 ? pair[(index - 1) / 2] : -pair[(index - 1) / 2]);
  }
};

struct WinogradMatrix {
  double at[8][8];
};

static constexpr WinogradPoints kWinogradPoints[kWinogradKinds] = {
    {2, false, 1, {1.0}},
    {4, false, 2, {11.0 / 16, 3.0 / 2}},
    {6, false, 3, {1.0 / 2, 1.0, 2.0}},
    {2, true, 1, {1.0}},
    {4, true, 2, {9.0 / 16, 1.0}},
    {6, true, 3, {1.0 / 2, 31.0 / 16, 1.0}},
};

/** Which of all points (the last is infinity) product `index` belongs to. */
static constexpr int winogradPointOf(const WinogradPoints& points, int index) {
  return points.upsample && index == points.products() - 1 ? points.finite() : index;
}

/** `[products][inputs]`: transforms pixels; coefficients of the products of (z - other points). */
static constexpr WinogradMatrix winogradInputMatrix(const WinogradPoints& points) {
  WinogradMatrix matrix{};
  const int finite = points.finite();
  for (int row = 0; row < points.products(); ++row) {
    const int own = winogradPointOf(points, row);
    double poly[9] = {1.0};
    int degree = 0;
    for (int other = 0; other < finite; ++other) {
      if (other == own) continue;
      for (int i = degree + 1; i > 0; --i) poly[i] = poly[i - 1] - points.point(other) * poly[i];
      poly[0] = -points.point(other) * poly[0];
      ++degree;
    }
    for (int i = 0; i <= degree; ++i) matrix.at[row][points.upsample ? (i + 1) / 2 : i] += poly[i];
  }
  return matrix;
}

/** `[outputs][products]`: powers of the points. */
static constexpr WinogradMatrix winogradOutputMatrix(const WinogradPoints& points) {
  WinogradMatrix matrix{};
  for (int column = 0; column < points.products(); ++column) {
    const int own = winogradPointOf(points, column);
    double power = 1.0;
    for (int row = 0; row < points.outputs; ++row) {
      if (own == points.finite())
        matrix.at[row][column] = row == points.outputs - 1 ? 1.0 : 0.0;
      else
        matrix.at[row][column] = power;
      if (own != points.finite()) power *= points.point(own);
    }
  }
  return matrix;
}

/** `[products][3]`: transforms weights. */
static constexpr WinogradMatrix winogradWeightMatrix(const WinogradPoints& points) {
  WinogradMatrix matrix{};
  for (int row = 0; row < points.products(); ++row) {
    const int own = winogradPointOf(points, row);
    if (own == points.finite()) {
      matrix.at[row][2] = 1.0;
      continue;
    }
    double norm = 1.0;
    for (int other = 0; other < points.finite(); ++other)
      if (other != own) norm *= points.point(own) - points.point(other);
    const double p = points.point(own);
    matrix.at[row][0] = 1.0 / norm;
    matrix.at[row][1] = p / norm;
    matrix.at[row][2] = p * p / norm;
  }
  return matrix;
}

}  // namespace xt
