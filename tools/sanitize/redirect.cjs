// Preloaded: whoever asks for a backend's addon gets the one that X_SANITIZED_CPU or X_SANITIZED_MLX names.
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const [, part] = /@x\/tensor-(cpu|mlx)-/.exec(request) ?? /tensor_(cpu|mlx)\.node$/.exec(request) ?? [];
  const addon = part && process.env[`X_SANITIZED_${part.toUpperCase()}`];
  return addon || resolve.call(this, request, ...rest);
};
