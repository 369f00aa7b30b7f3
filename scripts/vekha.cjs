#!/usr/bin/env node
// `npx vekha …` in the checkout, by the system's Node 20 too: run.cjs hands over to Node 24.
process.argv.splice(2, 0, 'cli');
require('./run.cjs');
