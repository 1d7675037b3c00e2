/** The name that people here gave a drive; null where there is none, or the server does not tell. */
export const nameOf = (drive: object): string | null => ('name' in drive && typeof drive.name === 'string' ? drive.name : null);
