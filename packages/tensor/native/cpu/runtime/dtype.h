// Element types, as in src/dtype.ts.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xt {

enum class DType : uint8_t { Float32, Float16, BFloat16, Int32, Int64, Uint32, Uint8, Bool };

constexpr int kDTypes = 8;

constexpr size_t itemSize(DType dtype) {
  switch (dtype) {
    case DType::Int64: return 8;
    case DType::Float32:
    case DType::Int32:
    case DType::Uint32: return 4;
    case DType::Float16:
    case DType::BFloat16: return 2;
    case DType::Uint8:
    case DType::Bool: return 1;
  }
  return 0;
}

constexpr bool isFloat(DType dtype) {
  return dtype == DType::Float32 || dtype == DType::Float16 || dtype == DType::BFloat16;
}

constexpr const char* dtypeName(DType dtype) {
  constexpr const char* names[kDTypes] = {"float32", "float16", "bfloat16", "int32",
                                          "int64",   "uint32",  "uint8",    "bool"};
  return names[static_cast<int>(dtype)];
}

}  // namespace xt
