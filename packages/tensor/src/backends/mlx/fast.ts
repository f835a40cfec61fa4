import type { Activation, AttentionArgs, ConvBlockArgs, FastOps } from '../../backend.js';
import { convNumbers, convWork } from './convolution.js';
import { elements, type Issued, issue, type Session } from './issue.js';

/** Places as native/mlx/ops/elementwise.h numbers them; 0 is none. */
const activations: readonly Activation[] = ['silu', 'relu', 'gelu', 'gelu-tanh'];
const activationNumber = (activation: Activation | null): number =>
  activation === null ? 0 : activations.indexOf(activation) + 1;

/** A block of scores as native/mlx/ops/attention.cc bounds it, in three stages. */
const scoreBytes = 3 * 32 * 2 ** 20;

/** Two stages of the input at a time in float32, as large as the convolution sees it; weights; two stages of output. */
function convBlockWorkspace({ x, upsample, weight, out }: ConvBlockArgs): number {
  const inner = elements(x.shape) * upsample ** 2;
  return 4 * (2 * elements(x.shape) + 2 * inner + 2 * elements(weight.shape) + 2 * elements(out.shape));
}

function attentionWorkspace({ q, k, v, out }: AttentionArgs): number {
  const copies = [q, k, v, out].reduce((sum, { shape }) => sum + 4 * elements(shape), 0);
  const scores = 4 * q.shape[0]! * q.shape[1]! * q.shape[2]! * k.shape[2]!;
  return copies + Math.min(scores * 3, scoreBytes);
}

/** All arguments are taken: where MLX has no fused kernel, it is one call that composes. */
export function fastOps(session: Session): FastOps {
  const accepts = () => true as const;
  const run = (issued: Issued) => issue(session, issued);

  return {
    activation: {
      accepts,
      run: ({ x, activation, out }) =>
        run({ op: 'activation', inputs: [x], numbers: [activationNumber(activation)], out }),
    },
    softmax: {
      accepts,
      run: ({ x, axis, out }) => run({ op: 'softmax', inputs: [x], numbers: [axis], out }),
    },
    groupStatistics: {
      accepts,
      run: ({ x, groups, out }) =>
        run({ op: 'groupStatistics', inputs: [x], numbers: [groups], out, work: elements(x.shape) }),
    },
    groupNorm: {
      accepts,
      run: ({ x, statistics, eps, weight, bias, activation, out }) =>
        run({
          op: 'groupNorm',
          inputs: [x, statistics, weight, bias],
          numbers: [eps, activationNumber(activation)],
          out,
        }),
    },
    layerNorm: {
      accepts,
      run: ({ x, eps, centred, weight, bias, out }) =>
        run({ op: 'layerNorm', inputs: [x, weight, bias], numbers: [eps, centred ? 1 : 0], out }),
    },
    convBlock: {
      accepts,
      workspace: convBlockWorkspace,
      run(args) {
        const { x, weight, norm, bias, residual, conv, out, statisticsGroups } = args;
        const output = run({
          op: 'convBlock',
          inputs: [
            x,
            weight,
            norm?.statistics ?? null,
            norm?.weight ?? null,
            norm?.bias ?? null,
            bias,
            residual,
          ],
          numbers: [
            norm?.eps ?? 0,
            activationNumber(args.activation),
            args.upsample,
            activationNumber(args.outputActivation),
            ...convNumbers(conv),
          ],
          out,
          work: convWork(weight, out),
        });
        if (statisticsGroups === null) return { output, statistics: null };
        const statistics = run({
          op: 'groupStatistics',
          inputs: [{ handle: output, ...out }],
          numbers: [statisticsGroups],
          out: { shape: [out.shape[0]!, statisticsGroups, 2], dtype: 'float32' },
          work: elements(out.shape),
        });
        return { output, statistics };
      },
    },
    attention: {
      accepts,
      workspace: attentionWorkspace,
      run: ({ q, k, v, scale, mask, out }) =>
        run({
          op: 'attention',
          inputs: [q, k, v, mask],
          numbers: [scale],
          out,
          work: elements(q.shape) * k.shape[2]! + elements(out.shape) * k.shape[2]!,
        }),
    },
  };
}
