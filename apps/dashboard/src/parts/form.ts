/** A field exactly as written, as passwords are; '' where it is not there. */
export const formSecret = (given: FormData) => (name: string): string => { const value = given.get(name); return typeof value === 'string' ? value : ''; };

/** The fields of a form as text, trimmed; a file or a field that is not there is ''. */
export const formText = (given: FormData) => (name: string): string => { const value = given.get(name); return typeof value === 'string' ? value.trim() : ''; };
