#include "../runtime/isa.h"
#include "loops_select.h"

namespace xt {

const LoopTable& loops() {
#if defined(__x86_64__)
  switch (currentIsa()) {
    case Isa::Avx512: return avx512Loops();
    case Isa::Avx2: return avx2Loops();
    case Isa::Portable: break;
  }
#endif
  return portableLoops();
}

}  // namespace xt
