import { AwsClient } from 'aws4fetch';
import { outside } from '../database/database.js';
import { checkedKey, Storage, type StoredFile } from './storage.js';

const TIMEOUT_MS = 15_000;

/** Any S3-compatible bucket, addressed by path: `s3://key:secret@host[:port]/bucket?region=…[&tls=0]`. */
export class S3Storage extends Storage {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(s3Url: string) {
    super();
    const url = new URL(s3Url);
    const bucket = url.pathname.replace(/^\/+|\/+$/g, '');
    if (url.protocol !== 's3:' || !url.username || !url.password || !bucket) throw new RangeError('S3_URL must look like s3://key:secret@host/bucket?region=…');
    this.client = new AwsClient({
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
      service: 's3',
      region: url.searchParams.get('region') ?? 'us-east-1',
      retries: 3,
    });
    this.base = `${url.searchParams.get('tls') === '0' ? 'http' : 'https'}://${url.host}/${bucket}`;
  }

  override async put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    await this.call('PUT', key, { headers: { 'content-type': contentType }, body: Buffer.from(bytes) });
  }

  override async get(key: string): Promise<StoredFile | null> {
    const answer = await this.call('GET', key);
    if (answer.status === 404) return null;
    return { bytes: Buffer.from(await answer.arrayBuffer()), contentType: answer.headers.get('content-type') ?? 'application/octet-stream' };
  }

  override async delete(key: string): Promise<void> {
    await this.call('DELETE', key);
  }

  private async call(method: 'GET' | 'PUT' | 'DELETE', key: string, init: RequestInit = {}): Promise<Response> {
    const url = `${this.base}/${checkedKey(key)}`;
    const answer = await outside(() => this.client.fetch(url, { ...init, method, signal: AbortSignal.timeout(TIMEOUT_MS) }));
    if (!answer.ok && !(answer.status === 404 && method !== 'PUT')) throw new Error(`the file store answered ${answer.status} to ${method}`);
    return answer;
  }
}
