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
  norm/softmax.cc
  conv/tile_direct.cc
  conv/tile_plan.cc
  tiles/amx_permission.cc)
list(TRANSFORM XT_KERNEL_SOURCES PREPEND ${XT_KERNEL_ROOT}/)

set(XT_INSTRUCTION_SETS "portable;avx2;avx512" CACHE STRING
  "What code is compiled for. portable always is; where it is not named here, no sanitizer looks into it")

function(xt_add_isa_library TARGET NAME)
  if(NOT TARGET xt_kernels_${NAME})
    add_library(xt_kernels_${NAME} OBJECT ${XT_KERNEL_ROOT}/simd/kernels.cc)
    target_compile_features(xt_kernels_${NAME} PRIVATE cxx_std_17)
    target_compile_definitions(xt_kernels_${NAME} PRIVATE XT_ISA=${NAME} XT_ISA_${NAME}=1)
    target_compile_options(xt_kernels_${NAME} PRIVATE -O3 -fno-math-errno -fno-trapping-math -ffp-contract=fast
      -fno-semantic-interposition ${ARGN})
    set_target_properties(xt_kernels_${NAME} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden)
  endif()
  target_sources(${TARGET} PRIVATE $<TARGET_OBJECTS:xt_kernels_${NAME}>)
endfunction()

function(xt_add_isa_libraries TARGET)
  xt_add_isa_library(${TARGET} portable)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    if(avx2 IN_LIST XT_INSTRUCTION_SETS)
      xt_add_isa_library(${TARGET} avx2 -mavx2 -mfma -mf16c)
      target_compile_definitions(${TARGET} PRIVATE XT_HAVE_AVX2=1)
    endif()
    if(avx512 IN_LIST XT_INSTRUCTION_SETS)
      xt_add_isa_library(${TARGET} avx512 -mavx2 -mfma -mf16c -mavx512f -mavx512bw -mavx512vl -mavx512dq
        -mprefer-vector-width=512)
      target_compile_definitions(${TARGET} PRIVATE XT_HAVE_AVX512=1)
    endif()
  endif()
  xt_add_product_libraries(${TARGET})
endfunction()

include(CheckCXXCompilerFlag)

# One file with flags of its own, for what is picked at run time.
function(xt_add_products TARGET NAME SOURCE)
  if(NOT TARGET xt_${NAME})
    add_library(xt_${NAME} OBJECT ${XT_KERNEL_ROOT}/${SOURCE})
    target_compile_features(xt_${NAME} PRIVATE cxx_std_17)
    target_compile_options(xt_${NAME} PRIVATE -O3 -fno-math-errno -fno-trapping-math ${ARGN})
    set_target_properties(xt_${NAME} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden)
  endif()
  target_sources(${TARGET} PRIVATE $<TARGET_OBJECTS:xt_${NAME}>)
endfunction()

# Products of bfloat16 where compiler and system have them, and their emulations everywhere.
function(xt_add_product_libraries TARGET)
  set(EMULATION -ffp-contract=off)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    list(APPEND EMULATION -mavx2 -mfma)
    check_cxx_compiler_flag(-mavx512bf16 XT_COMPILES_AVX512_BF16)
    if(XT_COMPILES_AVX512_BF16 AND avx512 IN_LIST XT_INSTRUCTION_SETS)
      xt_add_products(${TARGET} pairs_avx512_bf16 pairs/avx512_bf16.cc -ffp-contract=fast -mavx2 -mfma -mf16c -mavx512f
        -mavx512bw -mavx512vl -mavx512dq -mavx512bf16 -mprefer-vector-width=512)
      target_compile_definitions(xt_pairs_avx512_bf16 PRIVATE XT_ISA=avx512bf16 XT_ISA_avx512=1 XT_PAIRS=1)
      target_compile_definitions(${TARGET} PRIVATE XT_HAVE_AVX512_BF16=1)
    endif()
    check_cxx_compiler_flag("-mamx-tile -mamx-bf16" XT_COMPILES_AMX)
    if(XT_COMPILES_AMX AND avx512 IN_LIST XT_INSTRUCTION_SETS AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
      xt_add_products(${TARGET} tiles_amx tiles/amx.cc -mamx-tile -mamx-bf16)
      target_compile_definitions(${TARGET} PRIVATE XT_HAVE_AMX=1)
    endif()
  endif()
  xt_add_products(${TARGET} pairs_emulated pairs/emulated.cc ${EMULATION})
  xt_add_products(${TARGET} tiles_emulated tiles/emulated.cc ${EMULATION})
endfunction()
