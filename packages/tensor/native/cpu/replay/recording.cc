#include "recording.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <unordered_map>

#include "tokens.h"

namespace xt::replay {
namespace {

using Reader = Step (*)(Tokens&, Recording&);

/** As the binding lets go of them: large ones on the queue's thread. */
void dispose(Driver& driver, ArrayPtr& array) {
  if (array && array.use_count() == 1 && array->bytes() >= (size_t{1} << 20)) driver.drop(std::move(array));
  array.reset();
}

NormInputs normOf(const Arrays& arrays, size_t statistics, double eps, size_t weight, size_t bias) {
  return {arrays[statistics], eps, arrays[weight], arrays[bias]};
}

const std::unordered_map<std::string, Reader>& readers() {
  static const std::unordered_map<std::string, Reader> all = {
      {"dispose",
       [](Tokens& from, Recording&) -> Step {
         const size_t x = from.array();
         return [=](Driver& driver, Arrays& arrays) { dispose(driver, arrays[x]); };
       }},
      {"fromBytes",
       [](Tokens& from, Recording& recording) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t offset = from.index();
         const size_t bytes = static_cast<size_t>(elementCount(out.shape)) * itemSize(out.dtype);
         if (offset + bytes > recording.data.size()) from.fail("bytes within the data");
         const char* data = recording.data.data() + offset;
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.fromBytes(data, out); };
       }},
      {"fill",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const Scalar value = from.scalar();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.fill(value, out); };
       }},
      {"arange",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const double start = from.number();
         const double step = from.number();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.arange(start, step, out); };
       }},
      {"randomBits",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const uint64_t seed = std::strtoull(from.word().c_str(), nullptr, 10);
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.randomBits(seed, out); };
       }},
      {"unary",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const auto op = from.op<UnaryOp>(kUnaryNames);
         const size_t x = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.unary(op, arrays[x], out); };
       }},
      {"binary",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const auto op = from.op<BinaryOp>(kBinaryNames);
         const size_t a = from.array();
         const size_t b = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.binary(op, arrays[a], arrays[b], out); };
       }},
      {"compare",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const auto op = from.op<CompareOp>(kCompareNames);
         const size_t a = from.array();
         const size_t b = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.compare(op, arrays[a], arrays[b], out); };
       }},
      {"where",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t condition = from.array();
         const size_t a = from.array();
         const size_t b = from.array();
         return [=](Driver& driver, Arrays& arrays) {
           arrays[to] = driver.where(arrays[condition], arrays[a], arrays[b], out);
         };
       }},
      {"cast",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.cast(arrays[x], out); };
       }},
      {"reduce",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const auto op = from.op<ReduceOp>(kReduceNames);
         const size_t x = from.array();
         const Shape axes = from.integers();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.reduce(op, arrays[x], axes, out); };
       }},
      {"reshape",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.reshape(arrays[x], out); };
       }},
      {"broadcast",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.broadcast(arrays[x], out); };
       }},
      {"transpose",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const Shape permutation = from.integers();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.transpose(arrays[x], permutation, out); };
       }},
      {"slice",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const Shape start = from.integers();
         const Shape step = from.integers();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.slice(arrays[x], start, step, out); };
       }},
      {"pad",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const Shape before = from.integers();
         const Scalar value = from.scalar();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.pad(arrays[x], before, value, out); };
       }},
      {"concat",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const Shape xs = from.integers();
         const int64_t axis = from.integer();
         return [=](Driver& driver, Arrays& arrays) {
           std::vector<ArrayPtr> parts;
           for (const int64_t x : xs) parts.push_back(arrays.at(static_cast<size_t>(x)));
           arrays[to] = driver.concat(std::move(parts), axis, out);
         };
       }},
      {"take",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const size_t indices = from.array();
         const int64_t axis = from.integer();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.take(arrays[x], arrays[indices], axis, out); };
       }},
      {"matmul",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t a = from.array();
         const size_t b = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.matmul(arrays[a], arrays[b], out); };
       }},
      {"conv2d",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const size_t weight = from.array();
         const Conv2dParams params = from.conv();
         return [=](Driver& driver, Arrays& arrays) {
           arrays[to] = driver.conv2d(arrays[x], arrays[weight], params, out);
         };
       }},
      {"activation",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const ActivationKind kind = from.activation();
         const size_t x = from.array();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.activation(kind, arrays[x], out); };
       }},
      {"softmax",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const int64_t axis = from.integer();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.softmax(arrays[x], axis, out); };
       }},
      {"groupStatistics",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const int64_t groups = from.integer();
         return [=](Driver& driver, Arrays& arrays) { arrays[to] = driver.groupStatistics(arrays[x], groups, out); };
       }},
      {"groupNorm",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const size_t statistics = from.array();
         const double eps = from.number();
         const size_t weight = from.array();
         const size_t bias = from.array();
         const ActivationKind activation = from.activation();
         return [=](Driver& driver, Arrays& arrays) {
           arrays[to] =
               driver.groupNorm(arrays[x], normOf(arrays, statistics, eps, weight, bias), activation, out);
         };
       }},
      {"layerNorm",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t x = from.array();
         const double eps = from.number();
         const bool centred = from.flag();
         const size_t weight = from.array();
         const size_t bias = from.array();
         return [=](Driver& driver, Arrays& arrays) {
           arrays[to] = driver.layerNorm(arrays[x], normOf(arrays, 0, eps, weight, bias), centred, out);
         };
       }},
      {"convBlock",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t statisticsTo = from.array();
         const size_t x = from.array();
         const size_t statistics = from.array();
         const double eps = from.number();
         const size_t normWeight = from.array();
         const size_t normBias = from.array();
         const ActivationKind activation = from.activation();
         const int upsample = static_cast<int>(from.integer());
         const size_t weight = from.array();
         const size_t bias = from.array();
         const Conv2dParams conv = from.conv();
         const size_t residual = from.array();
         const ActivationKind outputActivation = from.activation();
         const int64_t statisticsGroups = from.integer();
         return [=](Driver& driver, Arrays& arrays) {
           ConvBlockInputs inputs;
           inputs.x = arrays[x];
           if (statistics != 0) inputs.norm = normOf(arrays, statistics, eps, normWeight, normBias);
           inputs.activation = activation;
           inputs.upsample = upsample;
           inputs.weight = arrays[weight];
           inputs.bias = arrays[bias];
           inputs.conv = conv;
           inputs.residual = arrays[residual];
           inputs.outputActivation = outputActivation;
           inputs.statisticsGroups = statisticsGroups;
           auto [output, outputStatistics] = driver.convBlock(inputs, out);
           arrays[to] = std::move(output);
           if (outputStatistics) arrays.at(statisticsTo) = std::move(outputStatistics);
         };
       }},
      {"attention",
       [](Tokens& from, Recording&) -> Step {
         const size_t to = from.array();
         const ArraySpec out = from.spec();
         const size_t q = from.array();
         const size_t k = from.array();
         const size_t v = from.array();
         const double scale = from.number();
         const size_t mask = from.array();
         return [=](Driver& driver, Arrays& arrays) {
           arrays[to] = driver.attention({arrays[q], arrays[k], arrays[v], scale, arrays[mask]}, out);
         };
       }},
  };
  return all;
}

void addExpectation(Tokens& from, Recording& recording) {
  Expectation expected;
  expected.step = recording.steps.size();
  expected.array = from.array();
  const size_t offset = from.index();
  const size_t count = from.index();
  expected.tolerance = from.number();
  if (offset + count * sizeof(float) > recording.data.size()) from.fail("bytes within the data");
  expected.values.resize(count);
  std::memcpy(expected.values.data(), recording.data.data() + offset, count * sizeof(float));
  recording.expectations.push_back(std::move(expected));
}

}  // namespace

std::unique_ptr<Recording> readRecording(const std::string& folder) {
  auto recording = std::make_unique<Recording>();
  std::ifstream data(folder + "/data.bin", std::ios::binary);
  std::ifstream ops(folder + "/ops.txt");
  if (!data || !ops) throw std::runtime_error("a recording must have ops.txt and data.bin; got " + folder);
  recording->data.assign(std::istreambuf_iterator<char>(data), std::istreambuf_iterator<char>());

  std::string line;
  std::getline(ops, line);
  Tokens head(line, 0);
  if (head.word() != "arrays") head.fail("their count in the first line");
  recording->arrays = head.index() + 1;
  while (std::getline(ops, line)) {
    Tokens from(line, recording->arrays);
    const std::string name = from.word();
    if (name == "expect") {
      addExpectation(from, *recording);
      continue;
    }
    const auto reader = readers().find(name);
    if (reader == readers().end()) from.fail("a known name");
    recording->steps.push_back(reader->second(from, *recording));
  }
  if (recording->expectations.empty()) throw std::runtime_error("a recording must expect something; got " + folder);
  return recording;
}

}  // namespace xt::replay
