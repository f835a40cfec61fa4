import { WeightsError } from './errors.js';
import { quote } from './printable.js';

/** The parts of a model's name, with Ollama's defaults filled in. */
export interface OllamaName {
  readonly host: string;
  readonly namespace: string;
  readonly name: string;
  readonly tag: string;
}

const parts = {
  host: /^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}$/,
  namespace: /^[A-Za-z0-9_][A-Za-z0-9_-]{0,79}$/,
  name: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$/,
  tag: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$/,
} as const;

export const isOllamaReference = (source: string): boolean => source.startsWith('ollama:');

/**
 * Parses `name`, `name:tag`, `namespace/name`, `namespace/name:tag` or `host/namespace/name:tag` (a host may have
 * a port), with or without `ollama:` before it. Throws `argument`.
 */
export function parseOllamaName(reference: string): OllamaName {
  const text = isOllamaReference(reference) ? reference.slice('ollama:'.length) : reference;
  const segments = text.split('/');
  const last = segments.pop() ?? '';
  const colon = last.indexOf(':');
  const parsed: OllamaName = {
    host: segments.length > 1 ? (segments[0] as string) : 'registry.ollama.ai',
    namespace: segments.length > 0 ? (segments[segments.length - 1] as string) : 'library',
    name: colon < 0 ? last : last.slice(0, colon),
    tag: colon < 0 ? 'latest' : last.slice(colon + 1),
  };
  const wrong = (Object.keys(parts) as (keyof OllamaName)[]).find((part) => !parts[part].test(parsed[part]));
  if (segments.length > 2 || wrong !== undefined) {
    const got = wrong === undefined ? `${segments.length + 1} parts` : `${wrong} ${quote(parsed[wrong])}`;
    throw new WeightsError(
      'argument',
      'ollama',
      `a name must be [[host/]namespace/]name[:tag]; got ${got} in ${quote(reference)}`,
      {
        details: { reference },
      },
    );
  }
  return parsed;
}
