import { describe, expect, it } from 'vitest';
import { bouncesIn } from './bounces.js';

const report = (action: string, status: string, address = 'reader@town.example') => `From: Mail Delivery System <mailer-daemon@mx.example>
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The address could not be reached.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${address}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 no such
 mailbox here

--b--
`;

describe('reports of a mailbox', () => {
  it('name an address that failed for good, and none that may work tomorrow', () => {
    expect(bouncesIn(report('failed', '5.1.1'))).toEqual([{ address: 'reader@town.example', why: 'bounced' }]);
    for (const [action, status] of [['delayed', '4.4.1'], ['failed', '4.2.2'], ['delivered', '2.0.0']] as const) expect(bouncesIn(report(action, status))).toEqual([]);
  });
  it('are read from a whole mailbox, with other line ends, each address once', () => {
    const mbox = ['a@x.example', 'b@x.example', 'a@x.example'].map((address) => `From mailer@x Thu Nov 26 12:00:00 2026\n${report('failed', '5.0.0', address)}`).join('\n').replace(/\n/g, '\r\n');
    expect(bouncesIn(mbox).map(({ address }) => address)).toEqual(['a@x.example', 'b@x.example']);
  });
  it('of complaints count as such', () => {
    expect(bouncesIn('Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: <Reader@Town.example>\n')).toEqual([{ address: 'reader@town.example', why: 'complained' }]);
  });
  it('that are no reports name nobody, whatever they say', () => {
    for (const text of ['', 'Status: 5.1.1', 'Action: failed\n\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; a@b.example', 'Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; two words@b, c@d']) expect(bouncesIn(text)).toEqual([]);
  });
});
