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
    expect(bouncesIn(report('failed', '5.1.1'))).toEqual([{ address: 'reader@town.example', messageId: null, why: 'bounced' }]);
    for (const [action, status] of [['delayed', '4.4.1'], ['failed', '4.2.2'], ['delivered', '2.0.0']] as const) expect(bouncesIn(report(action, status))).toEqual([]);
  });
  it('are read from a whole mailbox, with other line ends, each address once', () => {
    const mbox = ['a@x.example', 'b@x.example', 'a@x.example'].map((address) => `From mailer@x Thu Nov 26 12:00:00 2026\n${report('failed', '5.0.0', address)}`).join('\n').replace(/\n/g, '\r\n');
    expect(bouncesIn(mbox).map(({ address }) => address)).toEqual(['a@x.example', 'b@x.example']);
  });
  it('of complaints count as such', () => {
    expect(bouncesIn('Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: <Reader@Town.example>\n')).toEqual([{ address: 'reader@town.example', messageId: null, why: 'complained' }]);
  });
  it('name the mail that they are about, which is all that a complaint without an address has', () => {
    const returned = 'Content-Type: message/rfc822\n\nFrom: note@mission.example\nMessage-ID: <0123abcd@localhost.localdomain>\nSubject: Daily note 4\n\nText\n--b--\n';
    expect(bouncesIn(`Message-ID: <report@mx.example>\n${report('failed', '5.1.1')}\n--b\n${returned}`)).toEqual([{ address: 'reader@town.example', messageId: '<0123abcd@localhost.localdomain>', why: 'bounced' }]);
    const complaint = 'Message-ID: <report@mx.example>\nContent-Type: multipart/report; report-type=feedback-report\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n--b\n';
    expect(bouncesIn(complaint + returned)).toEqual([{ address: null, messageId: '<0123abcd@localhost.localdomain>', why: 'complained' }]);
    expect(bouncesIn(complaint)).toEqual([]);
  });
  it('that are no reports name nobody, whatever they say', () => {
    for (const text of ['', 'Status: 5.1.1', 'Action: failed\n\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; a@b.example', 'Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; two words@b, c@d']) expect(bouncesIn(text)).toEqual([]);
  });
});
