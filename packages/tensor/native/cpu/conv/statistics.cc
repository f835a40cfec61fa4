#include "conv_run.h"

namespace xt {

void combineStatistics(Context& context, const StatisticPieces& pieces, int64_t batch, int64_t groups,
                       float* statistics) {
  const int64_t channels = pieces.channels / groups;
  context.pool.run(batch * groups, [&](int64_t task, int) {
    const int64_t picture = task / groups;
    const int64_t first = task % groups * channels;
    // Chan, Golub & LeVeque's pairwise update.
    double count = 0, mean = 0, moment = 0;
    for (int64_t piece = 0; piece < pieces.perPicture(); ++piece) {
      const double n = static_cast<double>(pieces.pixels[static_cast<size_t>(piece)]);
      if (n == 0) continue;
      const float* means = pieces.meansOf(picture, piece) + first;
      const float* moments = pieces.momentsOf(picture, piece) + first;
      for (int64_t channel = 0; channel < channels; ++channel) {
        const double total = count + n;
        const double difference = static_cast<double>(means[channel]) - mean;
        mean += difference * (n / total);
        moment += static_cast<double>(moments[channel]) + difference * difference * (count * n / total);
        count = total;
      }
    }
    statistics[task * 2] = static_cast<float>(mean);
    statistics[task * 2 + 1] = count > 0 ? static_cast<float>(moment / count) : 0.0f;
  });
}

}  // namespace xt
