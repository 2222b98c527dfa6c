/** One icon of lucide, imported alone: the whole package would cost the server 20 MB of memory for a dozen drawings. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: readonly (readonly [tag: string, attributes: Readonly<Record<string, string | number>>])[]
  export default icon
}
