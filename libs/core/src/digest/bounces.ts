/** What a report says: whose mail it is about, by address or by our Message-ID (complaints often leave the address out), and why that reader should get no more. */
export interface Bounced { address: string | null; messageId: string | null; why: 'bounced' | 'complained' }

/** A report of this many bytes is none: only its head is read. */
const LONGEST = 200_000;
const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/;
const addressIn = (value: string): string | null => { const bare = value.replace(/^[^;]*;/, '').replace(/[<>]/g, '').trim().toLowerCase(); return ADDRESS.test(bare) ? bare : null; };
const fieldsOf = (block: string): Map<string, string> => new Map([...block.replace(/\r?\n[ \t]+/g, ' ').matchAll(/^([A-Za-z-]+):[ \t]*(.*)$/gm)].map(([, name, value]) => [name!.toLowerCase(), value!.trim()]));
const messageIdIn = (fields: Map<string, string>): string | null => /^<[^<>\s]{1,250}>$/.exec(fields.get('message-id') ?? '')?.[0] ?? null;

/**
 * Readers whom delivery reports (RFC 3464) and complaints (RFC 5965) of a mailbox name. Only what failed for good counts (`Action: failed`, status 5): a mailbox
 * that is full or a server that is slow may take the next note. `text` is one message or a whole mbox file, as bytes decoded in any way that keeps ASCII.
 */
export function bouncesIn(text: string): Bounced[] {
  const found = new Map<string, Bounced>();
  for (const message of text.split(/^From (?=\S+ .*\d{4}\r?$)/m)) {
    const told: Pick<Bounced, 'address' | 'why'>[] = [];
    let messageId: string | null = null;
    // Fields of a report stand in blocks between empty lines; a human's words that look like them are in no block with all that is asked for.
    for (const [index, block] of message.slice(0, LONGEST).split(/\r?\n\r?\n/).entries()) {
      const fields = fieldsOf(block);
      // The first block is the report's own head; of a mail that it gives back the head comes later.
      if (index > 0) messageId = messageIdIn(fields) ?? messageId;
      if (fields.has('feedback-type')) told.push({ address: addressIn(fields.get('original-rcpt-to') ?? fields.get('removal-recipient') ?? ''), why: 'complained' });
      if (fields.get('action')?.toLowerCase() !== 'failed' || !/^5\.\d+\.\d+/.test(fields.get('status') ?? '')) continue;
      told.push({ address: addressIn(fields.get('original-recipient') ?? fields.get('final-recipient') ?? ''), why: 'bounced' });
    }
    for (const { address, why } of told) {
      const key = address ?? messageId;
      if (key !== null && (!found.has(key) || why === 'complained')) found.set(key, { address, messageId, why });
    }
  }
  return [...found.values()];
}
