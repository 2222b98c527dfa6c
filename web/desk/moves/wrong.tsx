/** What is wrong with a field, right below it. */
export const Wrong = ({ id, words }: { id: string; words: string | undefined }) =>
  words ? (
    <p className="wrong" id={id}>
      {words}
    </p>
  ) : null
