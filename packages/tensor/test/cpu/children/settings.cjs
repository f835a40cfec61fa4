const { open, availableProcessors } = require('./native.cjs');
console.log(JSON.stringify({ availableProcessors, description: open().native.description() }));
