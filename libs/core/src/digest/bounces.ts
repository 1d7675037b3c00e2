/** An address that a report names, and why it should get no more mail. */
export interface Bounced { address: string; why: 'bounced' | 'complained' }

/** A report of this many bytes is none: only its head is read. */
const LONGEST = 200_000;
const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/;
const addressIn = (value: string): string | null => { const bare = value.replace(/^[^;]*;/, '').replace(/[<>]/g, '').trim().toLowerCase(); return ADDRESS.test(bare) ? bare : null; };
const fieldsOf = (block: string): Map<string, string> => new Map([...block.replace(/\r?\n[ \t]+/g, ' ').matchAll(/^([A-Za-z-]+):[ \t]*(.*)$/gm)].map(([, name, value]) => [name!.toLowerCase(), value!.trim()]));

/**
 * Addresses that delivery reports (RFC 3464) and complaints (RFC 5965) of a mailbox name. Only what failed for good counts (`Action: failed`, status 5): a mailbox
 * that is full or a server that is slow may take the next note. `text` is one message or a whole mbox file, as bytes decoded in any way that keeps ASCII.
 */
export function bouncesIn(text: string): Bounced[] {
  const found = new Map<string, Bounced['why']>();
  for (const message of text.split(/^From (?=\S+ .*\d{4}\r?$)/m)) {
    // Fields of a report stand in blocks between empty lines; a human's words that look like them are in no block with all that is asked for.
    for (const block of message.slice(0, LONGEST).split(/\r?\n\r?\n/)) {
      const fields = fieldsOf(block);
      const complaint = fields.has('feedback-type') ? addressIn(fields.get('original-rcpt-to') ?? fields.get('removal-recipient') ?? '') : null;
      if (complaint !== null) found.set(complaint, 'complained');
      if (fields.get('action')?.toLowerCase() !== 'failed' || !/^5\.\d+\.\d+/.test(fields.get('status') ?? '')) continue;
      const address = addressIn(fields.get('original-recipient') ?? fields.get('final-recipient') ?? '');
      if (address !== null && !found.has(address)) found.set(address, 'bounced');
    }
  }
  return [...found].map(([address, why]) => ({ address, why }));
}
