/** RxDB's name of a person's database: each person of a shared phone has one of their own (S17). */
export const databaseNameOf = (personId: string): string => `edutrack-${personId}`
