#include "ops/common.h"

namespace tensor_mlx {
namespace {

template <mx::array (*F)(const mx::array&, const mx::array&, mx::StreamOrDevice)>
mx::array compare(const Call& call) {
  return F(call.in(0), call.in(1), {});
}

mx::array where(const Call& call) { return mx::where(call.in(0), call.in(1), call.in(2)); }

}  // namespace

std::vector<KernelEntry> comparisonKernels() {
  return {
      {"equal", compare<mx::equal>},
      {"notEqual", compare<mx::not_equal>},
      {"less", compare<mx::less>},
      {"lessEqual", compare<mx::less_equal>},
      {"greater", compare<mx::greater>},
      {"greaterEqual", compare<mx::greater_equal>},
      {"where", where},
  };
}

}  // namespace tensor_mlx
