#include "ops/host_primitive.h"

#include <stdexcept>

#include "mlx/allocator.h"
#include "mlx/backend/cpu/encoder.h"
#include "mlx/ops.h"
#include "mlx/primitives.h"

namespace tensor_mlx {
namespace {

class HostPrimitive : public mx::Primitive {
 public:
  HostPrimitive(mx::Stream stream, HostBody body) : mx::Primitive(stream), body_(std::move(body)) {}

  void eval_cpu(const std::vector<mx::array>& inputs, std::vector<mx::array>& outputs) override {
    auto& out = outputs[0];
    out.set_data(mx::allocator::malloc(out.nbytes()));
    auto& encoder = mx::cpu::get_command_encoder(stream());
    std::vector<mx::array> sources;
    sources.reserve(inputs.size());
    for (auto& in : inputs) {
      encoder.set_input_array(in);
      sources.push_back(mx::array::unsafe_weak_copy(in));
    }
    encoder.set_output_array(out);
    encoder.dispatch([body = body_, sources = std::move(sources),
                      target = mx::array::unsafe_weak_copy(out)]() mutable { body(sources, target); });
  }

  void eval_gpu(const std::vector<mx::array>&, std::vector<mx::array>&) override {
    throw std::runtime_error("a host array is computed on the CPU");
  }

  const char* name() const override { return "HostArray"; }

 private:
  HostBody body_;
};

}  // namespace

mx::array hostArray(mx::Shape shape, mx::Dtype dtype, std::vector<mx::array> inputs, HostBody body) {
  auto stream = mx::default_stream(mx::Device(mx::Device::cpu));
  for (auto& in : inputs) in = mx::contiguous(in, false, stream);
  return mx::array(std::move(shape), dtype, std::make_shared<HostPrimitive>(stream, std::move(body)),
                   std::move(inputs));
}

}  // namespace tensor_mlx
