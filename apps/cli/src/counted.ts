/** `1 edge`, `12,345 edges`. Not toLocaleString: loading the tables of languages takes longer than reading a tenth of a million rows. */
export const counted = (count: number, noun: string): string => `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${noun}${count === 1 ? '' : 's'}`;
