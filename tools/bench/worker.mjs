import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A process that decodes when told to: one line of JSON asks, one answers. What a library prints on the way goes to
 * stderr, which is kept for the error message.
 */
export class Worker {
  #child;
  #answers;
  #stderr = '';

  constructor(name, [program, ...args], { env = {} } = {}) {
    this.name = name;
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    this.#child.stderr.on('data', (bytes) => (this.#stderr = (this.#stderr + bytes).slice(-4000)));
    this.#child.on('error', (error) => (this.#stderr += error.message));
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async #answer() {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.name} ended:\n${this.#stderr}`);
    return JSON.parse(value);
  }

  #ask(request) {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#answer();
  }

  /** Waits until the model is loaded and warm. */
  ready() {
    return this.#answer();
  }

  /** Seconds of one decode. */
  async run() {
    return (await this.#ask({ do: 'run' })).seconds;
  }

  /** Writes the last sample, [B,3,H,W] in [-1,1], as .npy. */
  output(path) {
    return this.#ask({ do: 'output', path });
  }

  /** Ends the process; its VmHWM in bytes. */
  async quit() {
    const { peakBytes } = await this.#ask({ do: 'quit' });
    this.#child.stdin.end();
    return peakBytes;
  }

  kill() {
    this.#child.kill('SIGKILL');
  }
}
