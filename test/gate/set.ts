/** A quality gate on one data set. `needs` are paths below CLAQUE_DATA; `judge` gets that folder and takes its counts from the files. */
export interface GateSet { name: string; needs: string[]; judge(data: string): Promise<Figure[]> }
/** `floor` absent: reported only. `atMost`: the figure must not exceed the floor. */
export interface Figure { name: string; value: number; floor?: number; atMost?: boolean; of?: string }
export const passes = ({ value, floor, atMost }: Figure): boolean => floor === undefined || (atMost ? value <= floor : value >= floor);
