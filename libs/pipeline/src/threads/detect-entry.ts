import { runDetectors, type Detected, type DetectInput } from '#kinds/detectors/index.js';

/** Runs in a thread of the detector pool: rules are linear on the texts we know, but what they read is hostile. */
export default function detectInThread(input: DetectInput): Detected[] {
  return runDetectors(input);
}
