// Compiled once an instruction set, with XT_ISA the name of its namespace.
#include "../norm/rows_kernel.h"
#include "../conv/narrow_kernel.h"
#include "../conv/split_kernel.h"
#include "../conv/stage_kernel.h"
#include "../conv/winograd_kernel.h"
#include "../conv/winograd_weights_kernel.h"
#include "../gemm/tile.h"
#include "flat_kernel.h"
#include "kernel_table.h"

#define XT_STRING_OF(name) #name
#define XT_STRING(name) XT_STRING_OF(name)

namespace xt {
namespace XT_ISA {

extern const KernelTable kKernels;
const KernelTable kKernels = {
    XT_STRING(XT_ISA),
    XT_STRING(XT_ISA),
    kLanes,
    kPanel,
    kTileRows,
    toFloat,
    fromFloat,
    activateFlat,
    expFlat,
    gemmPanel,
    stageRow,
    splitRow,
    {Winograd<WinogradKind::F2>::inputTransform, Winograd<WinogradKind::F4>::inputTransform,
     Winograd<WinogradKind::F6>::inputTransform, Winograd<WinogradKind::F2Up>::inputTransform,
     Winograd<WinogradKind::F4Up>::inputTransform, Winograd<WinogradKind::F6Up>::inputTransform},
    {Winograd<WinogradKind::F2>::outputTransform, Winograd<WinogradKind::F4>::outputTransform,
     Winograd<WinogradKind::F6>::outputTransform, Winograd<WinogradKind::F2Up>::outputTransform,
     Winograd<WinogradKind::F4Up>::outputTransform, Winograd<WinogradKind::F6Up>::outputTransform},
    {transformWeights<WinogradKind::F2>, transformWeights<WinogradKind::F4>, transformWeights<WinogradKind::F6>,
     transformWeights<WinogradKind::F2Up>, transformWeights<WinogradKind::F4Up>,
     transformWeights<WinogradKind::F6Up>},
    narrowConv,
    finishRow,
    moments,
    affineRows,
    layerNormRow,
    softmaxRow,
    softmaxStep,
    nullptr,
    nullptr,
};

}  // namespace XT_ISA
}  // namespace xt
