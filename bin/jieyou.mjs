#!/usr/bin/env node
// `npx jieyou <verb>` from the checkout.
process.argv.splice(2, 0, 'src/cli/main.ts')
await import('../tools/bootstrap.mjs')
