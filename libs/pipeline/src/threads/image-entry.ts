import { lookAt, type Look } from '#infra/images/look.js';

/** Runs in a thread of the image pool. */
export default function lookInThread(bytes: Uint8Array): Promise<Look> {
  return lookAt(bytes);
}
