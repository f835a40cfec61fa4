import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

const peer = (file) => join(root, 'tools/bench/peers', file);
const python = (file) => (options, tools) => [tools.python, peer(file), JSON.stringify(options)];

/**
 * Who is measured. `parts`: the files each needs; `dtypes`: what it computes in; `storesBfloat16`: that is storage, and
 * its products are float32. Ours comes first: ratios are to it.
 */
export const systems = [
  {
    name: '@x/flux2-vae',
    package: null,
    parts: [],
    dtypes: ['float32', 'bfloat16', 'float16'],
    command: (options) => [process.execPath, join(root, 'tools/bench/ours.mjs'), JSON.stringify(options)],
  },
  {
    name: 'ncnn',
    package: 'ncnn',
    parts: ['ncnn'],
    dtypes: ['float32', 'bfloat16'],
    storesBfloat16: true,
    command: python('ncnn_peer.py'),
  },
  {
    name: 'MNN',
    package: 'MNN',
    parts: ['onnx', 'mnn'],
    dtypes: ['float32'],
    command: python('mnn_peer.py'),
  },
  {
    name: 'ONNX Runtime',
    package: 'onnxruntime',
    parts: ['onnx'],
    dtypes: ['float32'],
    command: python('onnxruntime_peer.py'),
  },
  {
    name: 'onnxruntime-node',
    package: null,
    parts: ['onnx'],
    dtypes: ['float32'],
    command: (options, tools) => [
      process.execPath,
      peer('onnxruntime-node.cjs'),
      JSON.stringify({ ...options, nodePeer: tools.nodePeer }),
    ],
  },
  {
    name: 'OpenVINO',
    package: 'openvino',
    parts: ['onnx'],
    dtypes: ['float32', 'bfloat16'],
    command: python('openvino_peer.py'),
  },
  {
    name: 'PyTorch',
    package: 'torch',
    parts: [],
    dtypes: ['float32', 'bfloat16'],
    command: python('torch_peer.py'),
  },
];
