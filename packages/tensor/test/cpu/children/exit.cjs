// Ways for a process to end, by name.
const { open, queueWork } = require('./native.cjs');

const ways = {
  idle: async () => {
    const backend = open({ threads: 2 });
    const data = await backend.read(backend.full(3, [2]));
    console.log(data.join());
  },
  pending: async () => {
    // Only the promise keeps the process alive, and only until it is settled.
    const backend = open({ threads: 2 });
    backend.read(queueWork(backend, 3)).then((data) => console.log(data[0]));
  },
  unawaited: async () => {
    queueWork(open({ threads: 2 }), 200);
    console.log('left');
  },
  exit: async () => {
    const backend = open({ threads: 2 });
    backend.read(queueWork(backend, 200));
    process.exit(7);
  },
  throw: async () => {
    const backend = open({ threads: 2 });
    backend.read(queueWork(backend, 200));
    setImmediate(() => {
      throw new Error('thrown on purpose');
    });
  },
  close: async () => {
    const backend = open({ threads: 2 });
    const reading = backend.read(queueWork(backend, 200)).catch((failure) => failure.code);
    backend.native.abandon();
    await backend.native.ready();
    backend.native.close();
    console.log(await reading);
  },
};

ways[process.argv[2]]();
