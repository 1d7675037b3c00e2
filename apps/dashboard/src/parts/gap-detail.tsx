import { messages, useWords } from '../words/index.js';

/** What networks answer, in words; what they say themselves stays for whoever looks after the machine. */
const words = messages({
  en: {
    ECONNREFUSED: 'nothing takes connections there', ECONNRESET: 'the connection was cut', ECONNABORTED: 'the connection was cut', EPIPE: 'the connection was cut', UND_ERR_SOCKET: 'the connection was cut', ETIMEDOUT: 'no answer in time', UND_ERR_CONNECT_TIMEOUT: 'no answer in time', UND_ERR_HEADERS_TIMEOUT: 'no answer in time', UND_ERR_BODY_TIMEOUT: 'the answer stopped midway',
    ENOTFOUND: 'no machine has this name', EAI_AGAIN: 'the name could not be looked up just now', EHOSTUNREACH: 'no way leads there', ENETUNREACH: 'no way leads there', EPROTO: 'it does not speak the protocol', CERT_HAS_EXPIRED: 'its certificate has expired', DEPTH_ZERO_SELF_SIGNED_CERT: 'it signed its certificate itself', ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is of another name',
  } as Record<string, string>,
  km: {
    ECONNREFUSED: 'គ្មានអ្វីទទួលការភ្ជាប់នៅទីនោះ', ECONNRESET: 'ការភ្ជាប់ត្រូវបានផ្តាច់', ECONNABORTED: 'ការភ្ជាប់ត្រូវបានផ្តាច់', EPIPE: 'ការភ្ជាប់ត្រូវបានផ្តាច់', UND_ERR_SOCKET: 'ការភ្ជាប់ត្រូវបានផ្តាច់', ETIMEDOUT: 'មិនឆ្លើយទាន់ពេល', UND_ERR_CONNECT_TIMEOUT: 'មិនឆ្លើយទាន់ពេល', UND_ERR_HEADERS_TIMEOUT: 'មិនឆ្លើយទាន់ពេល', UND_ERR_BODY_TIMEOUT: 'ចម្លើយដាច់ពាក់កណ្តាល',
    ENOTFOUND: 'គ្មានម៉ាស៊ីនណាមានឈ្មោះនេះ', EAI_AGAIN: 'រកឈ្មោះមិនបាននៅពេលនេះ', EHOSTUNREACH: 'គ្មានផ្លូវទៅទីនោះ', ENETUNREACH: 'គ្មានផ្លូវទៅទីនោះ', EPROTO: 'វាមិនប្រើពិធីការនេះទេ', CERT_HAS_EXPIRED: 'វិញ្ញាបនបត្ររបស់វាផុតកំណត់', DEPTH_ZERO_SELF_SIGNED_CERT: 'វាចុះហត្ថលេខាវិញ្ញាបនបត្រដោយខ្លួនឯង', ERR_TLS_CERT_ALTNAME_INVALID: 'វិញ្ញាបនបត្ររបស់វាជារបស់ឈ្មោះផ្សេង',
  },
});

/** The detail of a gap: where it holds a code of the network, that in words, with the place that it names. */
export function GapDetail({ detail }: { detail: string }) {
  const t = useWords(words);
  const code = detail.match(/\b[A-Z][A-Z_]{3,}\b/g)?.find((one) => one in t);
  const place = /(?:[\w-]+\.)+[\w-]+(?::\d+)?|\[[0-9a-f:]+\](?::\d+)?/i.exec(detail)?.[0];
  return code === undefined ? <bdi>{detail}</bdi> : <span title={detail}>{t[code]}{place === undefined ? null : <> (<bdi>{place}</bdi>)</>}</span>;
}
