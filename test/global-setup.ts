/** Before the tests: one database server for all of them, without fsync, in a folder that goes away afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbeddedPostgres } from '../src/start/embedded-postgres.ts'
import { prepareTemplate } from './world.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server's superuser, at its database `postgres`. */
    ownerUrl: string
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'jieyou-test-'))
  const server = await openEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: false, say: () => {} })
  await prepareTemplate(server.ownerUrl)
  project.provide('ownerUrl', server.ownerUrl)
  return async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
