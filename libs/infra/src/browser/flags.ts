/** Chromium without a network of its own: no name resolves, the only proxy is a closed port, and what would go round a proxy is off. */
export const FLAGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=http://127.0.0.1:9', '--proxy-bypass-list=<-loopback>',
  '--disable-quic', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp', '--dns-prefetch-disable', '--no-pings',
  '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--disable-sync', '--disable-default-apps', '--disable-extensions', '--disable-breakpad',
  '--disable-features=WebRtcHideLocalIpsWithMdns,Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,SpeculationRulesPrefetchFuture',
  '--no-first-run', '--mute-audio', '--disable-gpu', '--disable-dev-shm-usage', '--renderer-process-limit=1', '--js-flags=--max-old-space-size=256',
];

/** Runs before a page's scripts: ways to speak that no interception sees do not exist there. */
export const UNMAKE = `for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'SharedWorker', 'EventSource', 'Notification']) {
  try { Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false }); } catch {}
}`;
