# What lies under the Node binding: XT_CORE_SOURCES for the including target, and xt_add_loops(TARGET), which compiles
# ops/loops.cc once an instruction set. Include after kernels.cmake, whose sources are needed too.
set(XT_CORE_SOURCES
  ops/binary.cc
  ops/cast.cc
  ops/generate.cc
  ops/loops_select.cc
  ops/move.cc
  ops/reduce.cc
  ops/select.cc
  ops/strided.cc
  ops/transpose.cc
  ops/unary.cc
  runtime/driver.cc
  runtime/driver_fast.cc
  runtime/driver_ops.cc
  runtime/processors.cc
  runtime/queue.cc)
list(TRANSFORM XT_CORE_SOURCES PREPEND ${CMAKE_CURRENT_LIST_DIR}/)

# No contraction, so that all sets round alike.
function(xt_add_loop TARGET NAME)
  if(NOT TARGET loops_${NAME})
    add_library(loops_${NAME} OBJECT ${XT_KERNEL_ROOT}/ops/loops.cc)
    target_compile_definitions(loops_${NAME} PRIVATE XT_LOOPS=${NAME}Loops)
    target_compile_options(loops_${NAME} PRIVATE -O3 -fno-math-errno -fno-trapping-math -ffp-contract=off ${ARGN})
  endif()
  target_sources(${TARGET} PRIVATE $<TARGET_OBJECTS:loops_${NAME}>)
endfunction()

function(xt_add_loops TARGET)
  xt_add_loop(${TARGET} portable)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    if(avx2 IN_LIST XT_INSTRUCTION_SETS)
      xt_add_loop(${TARGET} avx2 -mavx2 -mfma -mf16c)
    endif()
    if(avx512 IN_LIST XT_INSTRUCTION_SETS)
      xt_add_loop(${TARGET} avx512 -mavx2 -mfma -mf16c -mavx512f -mavx512bw -mavx512dq -mavx512vl)
    endif()
  endif()
endfunction()
