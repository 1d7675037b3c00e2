#!/usr/bin/env node
// `claque-ready PORT`: exits 0 when the part at that port is ready. An image without a shell's tools has no curl.
const port = process.argv[2] ?? '3000';
fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4000) }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1));
