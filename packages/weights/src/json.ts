import { WeightsError, type WeightsErrorCode } from './errors.js';
import { printable, quote } from './printable.js';

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
/** Without a prototype, so that `__proto__` and `constructor` are keys like any other. */
export interface JsonObject {
  [key: string]: JsonValue;
}

export interface JsonFailure {
  readonly code: WeightsErrorCode;
  readonly op: string;
  readonly file: string | undefined;
  /** What is read, at the head of the message: "header", "config". */
  readonly what: string;
}

/** Strict UTF-8; a byte order mark stays in the text, where no grammar here accepts it. */
export function decodeUtf8(bytes: Uint8Array, failure: JsonFailure): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const { code, op, file, what } = failure;
    throw new WeightsError(code, op, `${what} must be valid UTF-8; got ${bytes.length} bytes that are not`, {
      file,
      cause,
    });
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const plainCharacters = /[^"\\\u0000-\u001f]*/y;
const numberLiteral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const naturalLiteral = /^[0-9]+$/;
const integerLiteral = /^-?[0-9]+$/;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Keys seen in an object; most objects are too small for a set to pay. */
class KeySet {
  private readonly few: string[] = [];
  private many: Set<string> | undefined;

  /** False where the key was there. */
  add(key: string): boolean {
    if (this.many === undefined) {
      if (this.few.includes(key)) return false;
      this.few.push(key);
      if (this.few.length === 8) this.many = new Set(this.few);
      return true;
    }
    if (this.many.has(key)) return false;
    this.many.add(key);
    return true;
  }
}

/** Tokens of RFC 8259, one at a time. `JSON.parse` hides what strict readers must see: duplicates and literals. */
export class JsonScanner {
  position = 0;
  /** The tensor that failures are about, while one is read. */
  tensor: string | undefined;

  constructor(
    readonly text: string,
    private readonly failure: JsonFailure,
  ) {}

  fail(message: string, code: WeightsErrorCode = this.failure.code): never {
    const { op, file, what } = this.failure;
    throw new WeightsError(code, op, `${what} ${message} at character ${this.position}`, {
      file,
      tensor: this.tensor,
      details: { position: this.position },
    });
  }

  /** What stands at the position, for messages. */
  found(): string {
    if (this.position >= this.text.length) return 'its end';
    return quote(this.text.slice(this.position, this.position + 12));
  }

  skipSpace(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.position);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
      this.position++;
    }
  }

  /** Next character that is no white space, not consumed; '' at the end. */
  peek(): string {
    this.skipSpace();
    return this.text.charAt(this.position);
  }

  accept(character: string): boolean {
    this.skipSpace();
    if (this.text.charCodeAt(this.position) !== character.charCodeAt(0)) return false;
    this.position++;
    return true;
  }

  expect(character: string, role: string): void {
    if (!this.accept(character)) this.fail(`must have ${role} "${character}"; got ${this.found()}`);
  }

  string(role: string): string {
    if (this.peek() !== '"') this.fail(`must have ${role}, a string; got ${this.found()}`);
    this.position++;
    let value = '';
    for (;;) {
      plainCharacters.lastIndex = this.position;
      plainCharacters.test(this.text);
      value += this.text.slice(this.position, plainCharacters.lastIndex);
      this.position = plainCharacters.lastIndex;
      const c = this.text.charAt(this.position);
      if (c === '"') {
        this.position++;
        return value;
      }
      if (c !== '\\') this.fail(`must end its strings and escape control characters; got ${this.found()}`);
      value += this.escape();
    }
  }

  private escape(): string {
    const c = this.text.charAt(this.position + 1);
    if (c !== 'u') {
      const value = escapes[c];
      if (value === undefined || c === '') this.fail(`must use JSON's escapes; got ${this.found()}`);
      this.position += 2;
      return value;
    }
    const first = this.codeUnit();
    if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first);
    if (first < 0xdc00 && this.text.startsWith('\\u', this.position)) {
      const second = this.codeUnit();
      if (second >= 0xdc00 && second <= 0xdfff) return String.fromCharCode(first, second);
    }
    return this.fail('must pair its surrogate escapes; got a lone one');
  }

  private codeUnit(): number {
    const digits = this.text.slice(this.position + 2, this.position + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail(`must use JSON's escapes; got ${this.found()}`);
    this.position += 6;
    return Number.parseInt(digits, 16);
  }

  /** A non-negative integer written as an integer: not `4.0`, `4e0` or `-0`; at most 2^53 - 1. */
  natural(role: string): number {
    const literal = this.numberLiteral(role);
    if (!naturalLiteral.test(literal)) {
      this.position -= literal.length;
      this.fail(`must have ${role}, an integer written with digits alone; got ${printable(literal, 40)}`);
    }
    const value = Number(literal);
    if (!Number.isSafeInteger(value)) {
      this.position -= literal.length;
      this.fail(`must have ${role} of at most 2^53 - 1; got ${printable(literal, 40)}`, 'too-large');
    }
    return value;
  }

  private numberLiteral(role: string): string {
    this.skipSpace();
    numberLiteral.lastIndex = this.position;
    if (!numberLiteral.test(this.text)) this.fail(`must have ${role}, a number; got ${this.found()}`);
    const literal = this.text.slice(this.position, numberLiteral.lastIndex);
    this.position = numberLiteral.lastIndex;
    if (/[0-9.eE+-]/.test(this.text.charAt(this.position))) {
      this.fail(
        `must write numbers as JSON does; got ${quote(literal + this.text.charAt(this.position), 40)}`,
      );
    }
    return literal;
  }

  /**
   * `key: …` pairs of an object; refuses a key that comes twice (`isNew` is asked once a key, where the caller
   * keeps the keys anyway). The callback consumes the value.
   */
  object(role: string, member: (key: string) => void, isNew?: (key: string) => boolean): void {
    this.expect('{', `${role}, an object, beginning with`);
    if (this.accept('}')) return;
    const seen = isNew === undefined ? new KeySet() : undefined;
    do {
      const key = this.string('a key');
      if (!(seen?.add(key) ?? isNew?.(key)))
        this.fail(`must have each key once; got ${quote(key)} twice`, 'duplicate');
      this.expect(':', 'after a key');
      member(key);
    } while (this.accept(','));
    this.expect('}', 'at the end of an object');
  }

  array(role: string, element: () => void): void {
    this.expect('[', `${role}, an array, beginning with`);
    if (this.accept(']')) return;
    do element();
    while (this.accept(','));
    this.expect(']', 'at the end of an array');
  }

  value(depth: number): JsonValue {
    const c = this.peek();
    if (c === '"') return this.string('a value');
    if (c === '{' || c === '[') {
      if (depth === 0) this.fail('must nest at most 64 deep; got more');
      if (c === '[') {
        const list: JsonValue[] = [];
        this.array('a value', () => list.push(this.value(depth - 1)));
        return list;
      }
      const object: JsonObject = Object.create(null);
      this.object('a value', (key) => {
        object[key] = this.value(depth - 1);
      });
      return object;
    }
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.text.startsWith(word, this.position)) {
        this.position += word.length;
        return value;
      }
    }
    const literal = this.numberLiteral('a value');
    const value = Number(literal);
    if (!Number.isFinite(value) || (integerLiteral.test(literal) && !Number.isSafeInteger(value))) {
      this.fail(`must have numbers that a double holds; got ${printable(literal, 40)}`);
    }
    return value;
  }
}

/**
 * Strict JSON: valid UTF-8 without a byte order mark, no key twice, no integer beyond 2^53 - 1, at most 64 deep,
 * nothing after the value. Objects come back without a prototype. Throws a `WeightsError` with `failure`'s code
 * (`duplicate` for a key that comes twice).
 */
export function parseJson(bytes: Uint8Array, failure: JsonFailure): JsonValue {
  const scanner = new JsonScanner(decodeUtf8(bytes, failure), failure);
  const value = scanner.value(64);
  if (scanner.peek() !== '') scanner.fail(`must end after its value; got ${scanner.found()}`);
  return value;
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
