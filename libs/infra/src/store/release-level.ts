/**
 * Two releases run side by side while an installation is upgraded. Each that changes the tables has a level, one more than the one before. Its migrations only add
 * (expand), so that the release before can still work; what is no longer used is taken away a release later (contract), and OLDEST is raised with it.
 */
export const LEVEL = 1;
/** The lowest level of a release that can work on the tables of this one. */
export const OLDEST = 1;

/** Whether a release of this level may work on tables that name `worksWith` as the oldest that can. */
export const mayWorkOn = (worksWith: number | null): boolean => worksWith !== null && worksWith <= LEVEL;
