# The kernels' sources: XT_KERNEL_SOURCES for the including target, and xt_add_isa_libraries(TARGET), which compiles
# simd/kernels.cc once an instruction set and links the objects. Include from native/cpu or from bench.
set(XT_KERNEL_ROOT ${CMAKE_CURRENT_LIST_DIR})

set(XT_KERNEL_SOURCES
  runtime/memory.cc
  runtime/pages.cc
  runtime/thread_pool.cc
  simd/kernel_table.cc
  simd/elementwise.cc
  gemm/gemm.cc
  conv/conv_block.cc
  conv/direct.cc
  conv/statistics.cc
  conv/weight_cache.cc
  conv/winograd.cc
  conv/winograd_weights.cc
  attention/attention.cc
  norm/group_norm.cc
  norm/layer_norm.cc
  norm/softmax.cc)
list(TRANSFORM XT_KERNEL_SOURCES PREPEND ${XT_KERNEL_ROOT}/)

function(xt_add_isa_library TARGET NAME)
  add_library(xt_kernels_${NAME} OBJECT ${XT_KERNEL_ROOT}/simd/kernels.cc)
  target_compile_features(xt_kernels_${NAME} PRIVATE cxx_std_17)
  target_compile_definitions(xt_kernels_${NAME} PRIVATE XT_ISA=${NAME} XT_ISA_${NAME}=1)
  target_compile_options(xt_kernels_${NAME} PRIVATE -O3 -fno-math-errno -fno-trapping-math -ffp-contract=fast
    -fno-semantic-interposition ${ARGN})
  set_target_properties(xt_kernels_${NAME} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden)
  target_sources(${TARGET} PRIVATE $<TARGET_OBJECTS:xt_kernels_${NAME}>)
endfunction()

function(xt_add_isa_libraries TARGET)
  xt_add_isa_library(${TARGET} portable)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    xt_add_isa_library(${TARGET} avx2 -mavx2 -mfma -mf16c)
    xt_add_isa_library(${TARGET} avx512 -mavx2 -mfma -mf16c -mavx512f -mavx512bw -mavx512vl -mavx512dq
      -mprefer-vector-width=512)
    target_compile_definitions(${TARGET} PRIVATE XT_HAVE_AVX2=1 XT_HAVE_AVX512=1)
  endif()
endfunction()
