import { expect, it } from 'vitest';
import { isSignedWebhook, newWebhookSecret, nextTry, signWebhook } from './webhook.js';

it('signs as Standard Webhooks does: the example of its specification', () => {
  expect(signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
it('a signature holds for its own id, moment, body and secret, among others in the header', () => {
  const secret = newWebhookSecret();
  const header = `v1,${'A'.repeat(44)} ${signWebhook(secret, 'a', 5, 'body')}`;
  expect(isSignedWebhook(secret, 'a', 5, 'body', header)).toBe(true);
  for (const [id, moment, body, other] of [['b', 5, 'body', secret], ['a', 6, 'body', secret], ['a', 5, 'body ', secret], ['a', 5, 'body', newWebhookSecret()]] as const) expect(isSignedWebhook(other, id, moment, body, header)).toBe(false);
});
it('tries again with growing pauses, and ends', () => {
  const at = new Date(0);
  const pauses = [1, 2, 3, 4, 5, 6, 7].map((attempts) => nextTry(attempts, at)!.getTime());
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(nextTry(8, at)).toBeNull();
});
