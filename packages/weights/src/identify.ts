/** How many bytes `identifyBytes` looks at. */
export const identifiedBytes = 16;

export interface IdentifiedFormat {
  /** `safetensors` is what has no mark of its own: reading it will tell. */
  readonly format: 'safetensors' | 'npy' | 'json' | 'other';
  /** For messages: "a GGUF file". */
  readonly description: string;
}

const pickle = 'a pickle: convert it with safetensors.torch.save_file in Python';
const signatures: readonly (readonly [magic: string, description: string])[] = [
  [
    'PK\x03\x04',
    'a zip archive (PyTorch pickles are such): convert it with safetensors.torch.save_file in Python',
  ],
  ['\x80\x02', pickle],
  ['\x80\x03', pickle],
  ['\x80\x04', pickle],
  ['\x80\x05', pickle],
  ['GGUF', 'a GGUF file'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['RIFF', 'a WebP picture or another RIFF file'],
  ['version https://', 'a Git LFS pointer: run git lfs pull'],
  ['<!DOCTYPE', 'a web page, perhaps a failed download'],
  ['<html', 'a web page, perhaps a failed download'],
];

/** What a file is, by its first `identifiedBytes` bytes. */
export function identifyBytes(head: Uint8Array): IdentifiedFormat {
  const text = String.fromCharCode(...head.subarray(0, identifiedBytes));
  // A header of under 4 GiB, and what it begins with. No other format here has zeros at these places.
  if (/^.{4}\0{4}[{ ]/s.test(text)) return { format: 'safetensors', description: 'a safetensors file' };
  if (text.startsWith('\x93NUMPY')) return { format: 'npy', description: 'an npy file' };
  const other = signatures.find(([magic]) => text.startsWith(magic));
  if (other !== undefined) return { format: 'other', description: other[1] };
  if (/^\s*[{[]/.test(text) && !text.includes('\0')) return { format: 'json', description: 'JSON' };
  return { format: 'safetensors', description: 'a safetensors file, or none that is known' };
}
