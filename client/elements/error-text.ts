/** What to tell a person about an error: what happened, what is safe, what to do. */
import { msg } from '@lit/localize';
import { ApiProblem, NetworkError } from '../api-client.ts';

export function errorText(error: unknown): string {
  if (error instanceof NetworkError) {
    return msg('Server tidak terjangkau. Periksa jaringan Anda, lalu coba lagi.', { id: 'error.network' });
  }
  // The server speaks the language that is shown.
  if (error instanceof ApiProblem) return error.message;
  console.error(error);
  return msg('Terjadi kesalahan pada halaman ini. Muat ulang halaman, lalu coba lagi.', { id: 'error.unexpected' });
}
