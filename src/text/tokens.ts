/** What a text is found by: every pair of neighbouring Chinese characters, and whole words of letters or figures. */

const runs = /\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu
const isChinese = (run: string): boolean => /^\p{Script=Han}/u.test(run)
const longestWord = 64

function tokensOfRun(run: string): string[] {
  if (!isChinese(run)) return [run.slice(0, longestWord)]
  const letters = [...run]
  // The last letter alone lets a search for one letter find the end of a run, too.
  return letters.map((letter, i) => letter + (letters[i + 1] ?? ''))
}

const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(runs) ?? []

/** The tokens of a text, each once: letters and figures only. */
export const tokensOf = (text: string): string[] => [...new Set(runsOf(text).flatMap(tokensOfRun))]

/** The tokens that a text must have to be found by these words. */
export const tokensToFind = (words: string): string[] => [
  ...new Set(
    runsOf(words).flatMap((run) => {
      const tokens = tokensOfRun(run)
      return isChinese(run) && tokens.length > 1 ? tokens.slice(0, -1) : tokens
    }),
  ),
]
