/** How the tests run: one database server for the run, two workers, and a time zone that is not the product's. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Whoever reads or writes local time by mistake is found out: this is not the zone of any district.
    env: { TZ: 'America/New_York' },
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
})
