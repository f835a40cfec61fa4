// The full FLUX.2 image decoder as a list of ops, with random weights: what the kernels are tuned for and measured on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "../conv/conv_block.h"
#include "../conv/weight_cache.h"
#include "random.h"

namespace xt::bench {

enum class WeightKind { Uniform, He, HeavyTailed };

struct ConvWeights {
  int64_t in = 0, out = 0, kernel = 0;
  std::vector<float> weight, bias;  // OHWI
};

struct NormWeights {
  std::vector<float> weight, bias;
};

struct ResnetWeights {
  NormWeights norm1, norm2;
  ConvWeights conv1, conv2, shortcut;  // shortcut.kernel 0: none
};

struct DecoderWeights {
  ConvWeights postQuant, convIn, convOut;
  ResnetWeights mid[2];
  NormWeights attentionNorm, normOut;
  ConvWeights q, k, v, attentionOut;
  std::vector<std::vector<ResnetWeights>> up;
  std::vector<ConvWeights> upsamplers;
};

DecoderWeights makeDecoder(WeightKind kind, uint64_t seed, std::vector<int64_t> widths = {512, 512, 256, 128});

/** How a run chooses algorithms: at most `most` where an image's side is at least `from`, else at most F(4,3). */
struct Choice {
  ConvAlgorithm forced = ConvAlgorithm::Auto;
  int64_t from = 0;  // with forced F(6,3): only from this side of the result on, F(4,3) below
};

struct LayerTime {
  std::string name;
  double seconds = 0;             // of the processor, all threads together
  double multiplyAdds = 0;       // of the plain algorithm
  double leftMultiplyAdds = 0;   // of the algorithm taken, without its transforms
};

/** Decodes `z [1, side, side, 32]` to `[8·side, 8·side, 3]`. */
std::vector<float> decode(Context& context, const DecoderWeights& weights, const std::vector<float>& z, int64_t side,
                          const Choice& choice, std::vector<LayerTime>* times);

std::vector<double> decodeReference(ThreadPool& pool, const DecoderWeights& weights, const std::vector<float>& z,
                                    int64_t side);

}  // namespace xt::bench
