/**
 * Reads what a server that was started says: `url` resolves with what it says it listens on, and rejects where it ends
 * before; `said` gives the latest of its output.
 */
export function listening(child) {
  let output = '';
  const url = new Promise((resolve, reject) => {
    const listen = (bytes) => {
      output = (output + bytes).slice(-4000);
      const [, found] = /listening on (\S+),/.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => {
      const message = `the server must say where it listens; it ended with ${code}`;
      reject(Object.assign(new Error(message), { output }));
    });
  });
  return { url, said: () => output };
}
