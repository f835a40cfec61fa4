// What strangers do to a server: each returns how many answers of each status it got, `none` where a connection ended
// without one.
import { connect } from 'node:net';

/** Writes on a connection of its own; resolves with the status of the first answer when the connection ends. */
function converse(url, { write, seconds = 20 }) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => write(socket));
    const timer = setTimeout(() => socket.destroy(), seconds * 1000);
    socket.on('data', (bytes) => (said += said.length < 100 ? bytes : ''));
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(/^HTTP\/1.1 (\d+)/.exec(said)?.[1] ?? 'none');
    });
  });
}

const head = (target, ...headers) =>
  `POST ${target} HTTP/1.1\r\nHost: x\r\n${headers.map((h) => `${h}\r\n`).join('')}\r\n`;
const decodeTarget = ({ shape, dtype = 'float32' }) =>
  `/decode?${shape.map((side) => `shape=${side}`).join('&')}&dtype=${dtype}&output_type=pt`;

function count(statuses) {
  const counts = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** At most `width` at once. */
async function many(times, width, work) {
  const results = [];
  let next = 0;
  const lane = async () => {
    while (next < times) results.push(await work(next++));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return count(results);
}

function generator(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Random queries with random bodies, over HTTP that is whole. */
export function malformed(url, { times }) {
  const random = generator(7);
  const parts = [
    'shape',
    'dtype',
    'height',
    'width',
    '=',
    '&',
    '%00',
    '%',
    '[]',
    '1',
    '32',
    '-1',
    'float32',
    'NaN',
    '999999999',
  ];
  const paths = ['/decode', '/encode', '/image'];
  return many(times, 16, () => {
    const query = Array.from({ length: random(24) }, () => parts[random(parts.length)]).join('');
    const body = Buffer.from(Array.from({ length: random(4096) }, () => random(256)));
    const type = ['tensor/binary', 'application/json', 'image/png', 'x'][random(4)];
    const text = head(
      `${paths[random(3)]}?${query}`,
      `Content-Type: ${type}`,
      `Content-Length: ${body.length}`,
      'Connection: close',
    );
    return converse(url, { write: (socket) => socket.write(Buffer.concat([Buffer.from(text), body])) });
  });
}

/** Lengths beyond and below what comes, none, and a terabyte. */
export function lyingLengths(url, { times, shape, bytes }) {
  const body = Buffer.alloc(bytes);
  const told = [bytes * 2, bytes - 1, 2 ** 40, 'x', bytes];
  return many(times, 16, (i) =>
    converse(url, {
      write: (socket) => {
        const length = told[i % told.length];
        socket.write(head(decodeTarget({ shape }), `Content-Length: ${length}`));
        // The last one tells the truth and sends half.
        socket.write(length === bytes ? body.subarray(0, bytes / 2) : body);
      },
    }),
  );
}

/** Bodies without end, as fast as the server takes them, and byte by byte. */
export function endless(url, { times, shape }) {
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const targets = [decodeTarget({ shape }), '/encode', '/image', decodeTarget({ shape: [0] })];
  return many(times, 24, (i) =>
    converse(url, {
      write: (socket) => {
        socket.write(head(targets[i % targets.length], 'Transfer-Encoding: chunked'));
        let more;
        if (i % 2 === 0) {
          const pour = () => {
            while (!socket.destroyed && socket.write(chunk));
          };
          socket.on('drain', pour);
          pour();
        } else {
          more = setInterval(() => socket.write('1\r\nx\r\n'), 50);
        }
        socket.once('close', () => clearInterval(more));
      },
    }),
  );
}

/** Shapes of terabytes, in queries and in files. */
export function terabytes(url, { times }) {
  const shapes = [
    [1, 32, 1_000_000, 1_000_000],
    [999_999_999, 128, 999_999_999, 999_999_999],
    [1, 999_999_999, 128],
    [1, 32, 1e21, 1],
  ];
  const header = Buffer.from(
    JSON.stringify({
      latents: { dtype: 'F32', shape: [1, 32, 2 ** 20, 2 ** 20], data_offsets: [0, 2 ** 47] },
    }),
  );
  const file = Buffer.concat([Buffer.alloc(8), header]);
  file.writeBigUInt64LE(BigInt(header.length));
  return many(times, 16, (i) =>
    converse(url, {
      write: (socket) => {
        const shape = shapes[i % (shapes.length + 1)];
        const [target, body] =
          shape === undefined ? ['/image', file] : [decodeTarget({ shape }), Buffer.alloc(64)];
        socket.write(head(target, `Content-Length: ${body.length}`, 'Connection: close'));
        socket.write(body);
      },
    }),
  );
}

/** 200 clients at once with a whole request, of which every other one leaves: within its body, or while it waits. */
export function leaving(url, { shape, body }) {
  const request = Buffer.concat([
    Buffer.from(head(decodeTarget({ shape }), `Content-Length: ${body.length}`, 'Connection: close')),
    body,
  ]);
  return many(200, 200, (i) =>
    converse(url, {
      seconds: 120,
      write: (socket) => {
        if (i % 2 === 0) return socket.write(request);
        socket.write(i % 4 === 1 ? request : request.subarray(0, request.length / 2));
        setTimeout(() => socket.destroy(), (i * 7) % 300);
      },
    }),
  );
}
