// Workers with backends of their own; some are ended in the middle of their work.
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const { open, queueWork } = require('./native.cjs');

async function work() {
  const backend = open({ threads: 2 });
  if (workerData.products > 0) {
    backend.read(queueWork(backend, workerData.products)).catch(() => {});
    parentPort.postMessage('queued');
  } else {
    const data = await backend.read(backend.unary('sqrt', backend.full(workerData.value ** 2, [1000])));
    parentPort.postMessage(data.every((value) => value === workerData.value) ? 'right' : 'wrong');
  }
}

function start(data) {
  const worker = new Worker(__filename, { workerData: data });
  const answer = new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  return { worker, answer, ended };
}

async function main() {
  const answers = [];
  for (let round = 0; round < 4; round++) {
    const running = [1, 2, 3].map((value) => start({ value, products: 0 }));
    const doomed = start({ value: 0, products: 200 });
    answers.push(await doomed.answer);
    await doomed.worker.terminate();
    for (const { answer, ended } of running) {
      answers.push(await answer);
      if ((await ended) !== 0) answers.push('ended badly');
    }
  }
  // The main thread's backend works after its workers' environments have gone.
  const backend = open();
  answers.push((await backend.read(backend.full(5, [1])))[0] === 5 ? 'right' : 'wrong');
  console.log([...new Set(answers)].sort().join());
}

isMainThread ? main() : work();
