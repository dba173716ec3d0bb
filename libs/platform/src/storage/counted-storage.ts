import { Meters, timed } from '../observability/meters.js';
import { Storage, type StoredFile } from './storage.js';

/** Counts the calls of another file store. */
export class CountedStorage extends Storage {
  private readonly durations;

  constructor(
    private readonly storage: Storage,
    meters: Meters,
  ) {
    super();
    this.durations = meters.histogram('storage_duration_seconds', 'Calls of the file store, by call and outcome', ['call', 'outcome']);
  }

  override put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    return timed(this.durations, { call: 'put' }, () => this.storage.put(key, bytes, contentType));
  }

  override get(key: string): Promise<StoredFile | null> {
    return timed(this.durations, { call: 'get' }, () => this.storage.get(key));
  }

  override delete(key: string): Promise<void> {
    return timed(this.durations, { call: 'delete' }, () => this.storage.delete(key));
  }
}
