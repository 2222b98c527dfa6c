/**
 * How much memory Node may let pile up in the running product before it tidies. Left to itself it takes its measure from
 * the machine: with 24 GB it kept 330 MB where 190 do at the same speed (`npm run bench -- submit`, memory_after_load).
 */
export const memoryFlags = ['--max-semi-space-size=8', '--max-old-space-size=512']
