#include "decoder.h"

#include <cmath>
#include <cstring>
#include <ctime>

#include "../attention/attention.h"
#include "../gemm/gemm.h"
#include "../norm/group_norm.h"

namespace xt::bench {
namespace {

constexpr int64_t kGroups = 32;
constexpr double kEps = 1e-6;

/** Of all threads: other processes on the machine don't count. */
double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

ConvWeights makeConv(Random& random, WeightKind kind, int64_t in, int64_t out, int64_t kernel) {
  ConvWeights conv{in, out, kernel, {}, {}};
  const double fan = static_cast<double>(in * kernel * kernel);
  for (int64_t i = 0; i < out * kernel * kernel * in; ++i) {
    double value = 0;
    switch (kind) {
      case WeightKind::Uniform: value = (2 * random.uniform() - 1) / std::sqrt(fan); break;
      case WeightKind::He: value = random.normal() * std::sqrt(2 / fan); break;
      case WeightKind::HeavyTailed: {  // Student's t with 3 degrees of freedom, of unit variance
        double square = 0;
        for (int j = 0; j < 3; ++j) square += std::pow(random.normal(), 2);
        value = random.normal() / std::sqrt(square / 3) / std::sqrt(3.0) / std::sqrt(fan);
        break;
      }
    }
    conv.weight.push_back(static_cast<float>(value));
  }
  for (int64_t o = 0; o < out; ++o) conv.bias.push_back(static_cast<float>(0.1 * random.normal()));
  return conv;
}

NormWeights makeNorm(Random& random, int64_t channels) {
  NormWeights norm;
  for (int64_t c = 0; c < channels; ++c) {
    norm.weight.push_back(static_cast<float>(1 + 0.2 * random.normal()));
    norm.bias.push_back(static_cast<float>(0.2 * random.normal()));
  }
  return norm;
}

ResnetWeights makeResnet(Random& random, WeightKind kind, int64_t in, int64_t out) {
  ResnetWeights block;
  block.norm1 = makeNorm(random, in);
  block.conv1 = makeConv(random, kind, in, out, 3);
  block.norm2 = makeNorm(random, out);
  block.conv2 = makeConv(random, kind, out, out, 3);
  if (in != out) block.shortcut = makeConv(random, kind, in, out, 1);
  return block;
}

/** The graph, over an engine's images. */
template <class Engine>
typename Engine::Image runDecoder(Engine& engine, const DecoderWeights& weights, typename Engine::Image x) {
  using Image = typename Engine::Image;
  const auto resnet = [&](const std::string& name, const ResnetWeights& block, Image input, bool statistics) {
    Image h = engine.conv(name + ".conv1", input, block.conv1, &block.norm1, 1, nullptr, true);
    if (block.shortcut.kernel == 0) return engine.conv(name + ".conv2", h, block.conv2, &block.norm2, 1, &input, statistics);
    Image residual = engine.conv(name + ".shortcut", input, block.shortcut, nullptr, 1, nullptr, false);
    return engine.conv(name + ".conv2", h, block.conv2, &block.norm2, 1, &residual, statistics);
  };
  x = engine.conv("post_quant", x, weights.postQuant, nullptr, 1, nullptr, false);
  x = engine.conv("conv_in", x, weights.convIn, nullptr, 1, nullptr, true);
  x = resnet("mid.0", weights.mid[0], std::move(x), true);
  x = engine.attention("mid.attention", x, weights);
  x = resnet("mid.1", weights.mid[1], std::move(x), true);
  for (size_t level = 0; level < weights.up.size(); ++level) {
    const std::string name = "up." + std::to_string(level);
    const bool last = level + 1 == weights.up.size();
    for (size_t i = 0; i < weights.up[level].size(); ++i)
      x = resnet(name + "." + std::to_string(i), weights.up[level][i], std::move(x), last || i + 1 < weights.up[level].size());
    if (!last) x = engine.conv(name + ".upsample", x, weights.upsamplers[level], nullptr, 2, nullptr, true);
  }
  return engine.conv("conv_out", x, weights.convOut, &weights.normOut, 1, nullptr, false);
}

const char* nameOf(ConvAlgorithm algorithm) {
  switch (algorithm) {
    case ConvAlgorithm::Winograd2: return "F(2,3)";
    case ConvAlgorithm::Winograd4: return "F(4,3)";
    case ConvAlgorithm::Winograd6: return "F(6,3)";
    case ConvAlgorithm::Narrow: return "narrow";
    default: return "direct";
  }
}

struct FloatEngine {
  struct Image {
    int64_t height = 0, width = 0, channels = 0;
    Buffer data;
    std::vector<float> statistics;
  };

  Context& context;
  Choice choice;
  std::vector<LayerTime>* times;

  void record(const std::string& name, double start, double work, double left) {
    if (times != nullptr) times->push_back({name, now() - start, work, left});
  }

  Image conv(const std::string& name, const Image& x, const ConvWeights& weights, const NormWeights* norm, int upsample,
             const Image* residual, bool statistics) {
    const double start = now();
    Image result;
    ConvBlockArgs args;
    args.x = x.data.data();
    args.batch = 1;
    args.height = x.height;
    args.width = x.width;
    args.channels = x.channels;
    if (norm != nullptr) {
      args.normStatistics = x.statistics.data();
      args.normGroups = kGroups;
      args.normEps = static_cast<float>(kEps);
      args.normWeight = norm->weight.data();
      args.normBias = norm->bias.data();
      args.activation = ActivationKind::Silu;
    }
    args.upsample = upsample;
    args.weight = weights.weight.data();
    args.weightKey = reinterpret_cast<uintptr_t>(weights.weight.data());
    args.bias = weights.bias.data();
    args.outChannels = weights.out;
    args.kernelHeight = args.kernelWidth = weights.kernel;
    args.padTop = args.padBottom = args.padLeft = args.padRight = weights.kernel / 2;
    if (residual != nullptr) args.residual = residual->data.data();
    result.height = args.outHeight();
    result.width = args.outWidth();
    result.channels = weights.out;
    result.data = Buffer(context.memory, sizeof(float) * static_cast<size_t>(result.height * result.width * result.channels));
    args.output = result.data.data();
    if (statistics) {
      result.statistics.resize(kGroups * 2);
      args.statisticsGroups = kGroups;
      args.statistics = result.statistics.data();
    }
    args.algorithm = choice.forced;
    if (choice.forced == ConvAlgorithm::Winograd6 && std::min(result.height, result.width) < choice.from)
      args.algorithm = ConvAlgorithm::Winograd4;
    if (weights.out <= 4) args.algorithm = ConvAlgorithm::Auto;
    convBlock(context, args);
    const double work = static_cast<double>(args.workUnits());
    double left = work;
    const ConvAlgorithm used = convBlockAlgorithm(args, context.kernels);
    if (used >= ConvAlgorithm::Winograd2) {
      const double side = used == ConvAlgorithm::Winograd2 ? 2 : used == ConvAlgorithm::Winograd4 ? 4 : 6;
      left = work / 9 * std::pow((side + 2 - (upsample == 2 ? 1 : 0)) / side, 2);
    }
    char label[120];
    std::snprintf(label, sizeof label, "%s %ld->%ld @%ld %s", name.c_str(), x.channels, weights.out, result.height,
                  nameOf(used));
    record(label, start, work, left);
    return result;
  }

  Image attention(const std::string& name, const Image& x, const DecoderWeights& weights) {
    const double start = now();
    const int64_t n = x.height * x.width, c = x.channels;
    Buffer normed(context.memory, x.data.bytes()), projected(context.memory, 4 * x.data.bytes());
    GroupNormArgs norm;
    norm.x = x.data.data();
    norm.batch = 1;
    norm.positions = n;
    norm.channels = c;
    norm.statistics = x.statistics.data();
    norm.groups = kGroups;
    norm.eps = static_cast<float>(kEps);
    norm.weight = weights.attentionNorm.weight.data();
    norm.bias = weights.attentionNorm.bias.data();
    norm.output = normed.data();
    groupNorm(context, norm);
    float* parts[4];
    for (int i = 0; i < 4; ++i) parts[i] = projected.as<float>() + i * n * c;
    const ConvWeights* projections[3] = {&weights.q, &weights.k, &weights.v};
    const auto linear = [&](const float* from, const ConvWeights& w, float* to) {
      GemmArgs args;
      args.rows = n;
      args.columns = c;
      args.inner = c;
      args.a = {from, DType::Float32, c, 1, nullptr};
      args.b = {w.weight.data(), DType::Float32, 1, c, nullptr};
      args.bias = w.bias.data();
      args.c = to;
      gemm(context, args);
    };
    for (int i = 0; i < 3; ++i) linear(normed.as<float>(), *projections[i], parts[i]);
    AttentionArgs args;
    args.queries = args.keys = n;
    args.headSize = args.valueSize = c;
    args.q = {parts[0], 0, 0, c};
    args.k = {parts[1], 0, 0, c};
    args.v = {parts[2], 0, 0, c};
    args.scale = static_cast<float>(1 / std::sqrt(static_cast<double>(c)));
    args.output = parts[3];
    args.outputRowStride = c;
    xt::attention(context, args);
    Image result{x.height, x.width, c, Buffer(context.memory, x.data.bytes()), std::vector<float>(kGroups * 2)};
    linear(parts[3], weights.attentionOut, result.data.as<float>());
    for (int64_t i = 0; i < n * c; ++i) result.data.as<float>()[i] += x.data.as<float>()[i];
    groupStatistics(context, DType::Float32, result.data.data(), 1, n, c, kGroups, result.statistics.data());
    const double work = static_cast<double>(n) * static_cast<double>(4 * c * c + 2 * n * c);
    record(name, start, work, work);
    return result;
  }
};

struct DoubleEngine {
  struct Image {
    int64_t height = 0, width = 0, channels = 0;
    std::vector<double> data;
  };
  ThreadPool& pool;

  static std::vector<double> normalise(const Image& x, const NormWeights& norm, bool silu) {
    std::vector<double> result(x.data.size());
    const int64_t n = x.height * x.width, size = x.channels / kGroups;
    for (int64_t g = 0; g < kGroups; ++g) {
      double mean = 0, variance = 0;
      for (int64_t p = 0; p < n; ++p)
        for (int64_t c = g * size; c < (g + 1) * size; ++c) mean += x.data[static_cast<size_t>(p * x.channels + c)];
      mean /= static_cast<double>(n * size);
      for (int64_t p = 0; p < n; ++p)
        for (int64_t c = g * size; c < (g + 1) * size; ++c)
          variance += std::pow(x.data[static_cast<size_t>(p * x.channels + c)] - mean, 2);
      const double scale = 1 / std::sqrt(variance / static_cast<double>(n * size) + kEps);
      for (int64_t p = 0; p < n; ++p)
        for (int64_t c = g * size; c < (g + 1) * size; ++c) {
          const double value = (x.data[static_cast<size_t>(p * x.channels + c)] - mean) * scale *
                                   static_cast<double>(norm.weight[static_cast<size_t>(c)]) +
                               static_cast<double>(norm.bias[static_cast<size_t>(c)]);
          result[static_cast<size_t>(p * x.channels + c)] = silu ? value / (1 + std::exp(-value)) : value;
        }
    }
    return result;
  }

#if defined(__x86_64__)
  __attribute__((target("avx2,fma"), optimize("O3")))
#endif
  static void row(const double* x, int64_t height, int64_t width, int64_t channels, const double* w, int64_t out,
                  int64_t kernel, int64_t upsample, int64_t y, double* to) {
    typedef double Four __attribute__((vector_size(32), aligned(8)));
    const std::vector<double> zeros(static_cast<size_t>(channels), 0.0);
    const int64_t wide = width * upsample, high = height * upsample, pad = kernel / 2;
    for (int64_t px = 0; px < wide; px += 4) {
      const int64_t count = std::min<int64_t>(4, wide - px);
      for (int64_t o = 0; o < out; o += 8) {
        Four sums[4][2] = {};
        for (int64_t ky = 0; ky < kernel; ++ky)
          for (int64_t kx = 0; kx < kernel; ++kx) {
            const double* in[4];
            for (int64_t p = 0; p < 4; ++p) {
              const int64_t iy = y + ky - pad, ix = px + std::min(p, count - 1) + kx - pad;
              in[p] = iy < 0 || ix < 0 || iy >= high || ix >= wide
                          ? zeros.data()
                          : x + (iy / upsample * width + ix / upsample) * channels;
            }
            const double* weight = w + ((ky * kernel + kx) * channels) * out + o;
            for (int64_t c = 0; c < channels; ++c, weight += out) {
              const Four w0 = *reinterpret_cast<const Four*>(weight), w1 = *reinterpret_cast<const Four*>(weight + 4);
              for (int p = 0; p < 4; ++p) {
                sums[p][0] += in[p][c] * w0;
                sums[p][1] += in[p][c] * w1;
              }
            }
          }
        for (int64_t p = 0; p < count; ++p)
          for (int64_t i = 0; i < 8 && o + i < out; ++i) to[(px + p) * out + o + i] += sums[p][i / 4][i % 4];
      }
    }
  }

  Image conv(const std::string&, const Image& x, const ConvWeights& weights, const NormWeights* norm, int upsample,
             const Image* residual, bool) {
    const std::vector<double> input = norm == nullptr ? x.data : normalise(x, *norm, true);
    const int64_t taps = weights.kernel * weights.kernel;
    std::vector<double> packed(static_cast<size_t>(taps * x.channels * weights.out + 8));
    for (int64_t o = 0; o < weights.out; ++o)
      for (int64_t k = 0; k < taps * x.channels; ++k)
        packed[static_cast<size_t>(k * weights.out + o)] =
            static_cast<double>(weights.weight[static_cast<size_t>(o * taps * x.channels + k)]);
    Image result{x.height * upsample, x.width * upsample, weights.out, {}};
    result.data.resize(static_cast<size_t>(result.height * result.width * weights.out));
    pool.run(result.height, [&](int64_t y, int) {
      double* to = result.data.data() + y * result.width * weights.out;
      for (int64_t i = 0; i < result.width * weights.out; ++i)
        to[i] = static_cast<double>(weights.bias[static_cast<size_t>(i % weights.out)]) +
                (residual == nullptr ? 0 : residual->data[static_cast<size_t>(y * result.width * weights.out + i)]);
      row(input.data(), x.height, x.width, x.channels, packed.data(), weights.out, weights.kernel, upsample, y, to);
    });
    return result;
  }

  Image attention(const std::string& name, const Image& x, const DecoderWeights& weights) {
    Image normed{x.height, x.width, x.channels, normalise(x, weights.attentionNorm, false)};
    const Image q = conv(name, normed, weights.q, nullptr, 1, nullptr, false);
    const Image k = conv(name, normed, weights.k, nullptr, 1, nullptr, false);
    const Image v = conv(name, normed, weights.v, nullptr, 1, nullptr, false);
    Image mixed{x.height, x.width, x.channels, std::vector<double>(x.data.size())};
    const int64_t n = x.height * x.width, c = x.channels;
    pool.run(n, [&](int64_t i, int) {
      std::vector<double> scores(static_cast<size_t>(n));
      double most = -HUGE_VAL, total = 0;
      for (int64_t j = 0; j < n; ++j) {
        double sum = 0;
        for (int64_t d = 0; d < c; ++d) sum += q.data[static_cast<size_t>(i * c + d)] * k.data[static_cast<size_t>(j * c + d)];
        scores[static_cast<size_t>(j)] = sum / std::sqrt(static_cast<double>(c));
        most = std::max(most, scores[static_cast<size_t>(j)]);
      }
      for (double& score : scores) total += score = std::exp(score - most);
      for (int64_t j = 0; j < n; ++j)
        for (int64_t d = 0; d < c; ++d)
          mixed.data[static_cast<size_t>(i * c + d)] += scores[static_cast<size_t>(j)] / total * v.data[static_cast<size_t>(j * c + d)];
    });
    return conv(name, mixed, weights.attentionOut, nullptr, 1, &x, false);
  }
};

}  // namespace

DecoderWeights makeDecoder(WeightKind kind, uint64_t seed, std::vector<int64_t> widths) {
  Random random(seed);
  DecoderWeights weights;
  const int64_t top = widths.front();
  weights.postQuant = makeConv(random, kind, 32, 32, 1);
  weights.convIn = makeConv(random, kind, 32, top, 3);
  for (ResnetWeights& block : weights.mid) block = makeResnet(random, kind, top, top);
  weights.attentionNorm = makeNorm(random, top);
  for (ConvWeights* linear : {&weights.q, &weights.k, &weights.v, &weights.attentionOut})
    *linear = makeConv(random, kind, top, top, 1);
  int64_t in = top;
  for (size_t level = 0; level < widths.size(); ++level) {
    weights.up.emplace_back();
    for (int i = 0; i < 3; ++i) {
      weights.up.back().push_back(makeResnet(random, kind, in, widths[level]));
      in = widths[level];
    }
    if (level + 1 < widths.size()) weights.upsamplers.push_back(makeConv(random, kind, in, in, 3));
  }
  weights.normOut = makeNorm(random, in);
  weights.convOut = makeConv(random, kind, in, 3, 3);
  return weights;
}

std::vector<float> decode(Context& context, const DecoderWeights& weights, const std::vector<float>& z, int64_t side,
                          const Choice& choice, std::vector<LayerTime>* times) {
  FloatEngine engine{context, choice, times};
  FloatEngine::Image x{side, side, 32, Buffer(context.memory, z.size() * sizeof(float)), {}};
  std::memcpy(x.data.data(), z.data(), z.size() * sizeof(float));
  const FloatEngine::Image image = runDecoder(engine, weights, std::move(x));
  const float* data = image.data.as<float>();
  return std::vector<float>(data, data + image.height * image.width * image.channels);
}

std::vector<double> decodeReference(ThreadPool& pool, const DecoderWeights& weights, const std::vector<float>& z,
                                    int64_t side) {
  DoubleEngine engine{pool};
  DoubleEngine::Image x{side, side, 32, std::vector<double>(z.begin(), z.end())};
  return runDecoder(engine, weights, std::move(x)).data;
}

}  // namespace xt::bench
