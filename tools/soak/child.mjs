// Runs one scenario: `node --expose-gc child.mjs NAME long|short`.
const [name, length] = process.argv.slice(2);
const { run } = await import(`./scenarios/${name}.mjs`);
console.log(JSON.stringify(await run({ long: length === 'long' })));
// A scenario may leave workers of a failed attempt behind.
process.exit(0);
