// Preloaded: whoever asks for the cpu backend's addon gets the one in X_SANITIZED_ADDON.
const Module = require('node:module');

const addon = process.env.X_SANITIZED_ADDON;
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  if (/(?:@x\/tensor-cpu-|tensor_cpu\.node$)/.test(request)) return addon;
  return resolve.call(this, request, ...rest);
};
