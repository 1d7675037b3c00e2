import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** The modules of a printed code, row by row: 0 is dark. */
export interface CodeModules { size: number; data: Uint8ClampedArray }
/** Codes by the address that they hold. */
export type Codes = ReadonlyMap<string, CodeModules>;

/** QR codes for these addresses. */
export async function drawCodes(addresses: Iterable<string>): Promise<Codes> {
  // From the package itself: without this the library would ask a delivery network for its program.
  const program = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: program.buffer.slice(program.byteOffset, program.byteOffset + program.byteLength) } });
  const codes = new Map<string, CodeModules>();
  for (const address of addresses) {
    const { symbol, error } = await writeBarcode(address, { format: 'QRCode' });
    if (error !== '') throw new Error(`no code can be drawn for ${address}: ${error}`);
    codes.set(address, { size: symbol.width, data: symbol.data });
  }
  return codes;
}
