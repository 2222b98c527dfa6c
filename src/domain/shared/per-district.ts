/** What a program keeps in memory for each district of each database it has open. */

/** Gives what is kept for a district of `database`, made at the first question; it goes when the database goes. */
export function perDistrict<Kept>(make: () => Kept): (database: object, district: number) => Kept {
  const databases = new WeakMap<object, Map<number, Kept>>()
  return (database, district) => {
    const districts = databases.get(database) ?? new Map<number, Kept>()
    databases.set(database, districts)
    const kept = districts.get(district) ?? make()
    districts.set(district, kept)
    return kept
  }
}
