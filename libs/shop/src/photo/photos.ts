import { Injectable } from '@nestjs/common';
import { Clock, Database, newId, NotFound, Storage, type Actor, type Id, type Words } from '#libs/platform';
import { Cards } from '../showcase/cards.js';
import { Darkroom } from './darkroom.js';
import { readDrawing, readPhoto, type Original } from './original.js';
import { ProductPhotosFull, ShopPhotosFull } from './photo.errors.js';
import { ADD_PHOTO, ARRANGE_PHOTOS, PHOTOS_OF_PRODUCTS, REMOVE_PHOTO, ROOM_FOR_PHOTO } from './photo.sql.js';
import { PHOTO_FORMATS, PHOTO_WIDTHS, type PhotoView } from './photo.types.js';
import { sizeKey } from './sizes.js';

const MOST_PHOTOS_OF_PRODUCT = 12;
const MOST_PHOTOS_OF_SHOP = 3_000;
const MOST_BYTES_OF_SHOP = 2_000_000_000;

/** The pictures of products: kept re-encoded, in an order, with words for those who cannot see them. */
@Injectable()
export class Photos {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly cards: Cards,
    private readonly darkroom: Darkroom,
  ) {}

  /** JPEG, PNG, WebP or AVIF as uploaded, up to 40 megapixels; `PhotoTooLarge`, `PhotoNotReadable` and the quotas refuse. Comes last in the order. */
  async add(actor: Actor, shopId: string, productId: string, bytes: Buffer, alt: Words | null = null): Promise<PhotoView> {
    actor.requireMember('shop', shopId);
    await this.requireRoom(shopId, productId);
    return this.keep(shopId, productId, await readPhoto(this.darkroom, bytes), alt);
  }

  /** A drawing of the project's own, for the demo world. Never for what comes from outside: SVG is a program. */
  async addDrawing(productId: string, svg: string, alt: Words | null = null): Promise<PhotoView> {
    const product = await this.db.one<{ shopId: string }>('SELECT shop_id AS "shopId" FROM shop.product WHERE id = $1', [productId]);
    if (!product) throw new NotFound();
    return this.keep(product.shopId, productId, await readDrawing(this.darkroom, svg), alt);
  }

  /** In their order, by product; products without photos are missing. One statement. */
  async ofProducts(productIds: readonly string[]): Promise<Map<string, PhotoView[]>> {
    const rows = await this.db.query<{ productId: string; photos: PhotoView[] }>(PHOTOS_OF_PRODUCTS, [productIds]);
    return new Map(rows.map((row) => [row.productId, row.photos]));
  }

  /** For the seller's screens. */
  async of(actor: Actor, shopId: string, productId: string): Promise<PhotoView[]> {
    actor.requireMember('shop', shopId);
    if (!(await this.db.one(ROOM_FOR_PHOTO, [shopId, productId]))) throw new NotFound();
    return (await this.ofProducts([productId])).get(productId) ?? [];
  }

  /** All photos of the product, in their new order; the first one stands in lists. An id that is not the product's, or one too few, is not found. */
  async arrange(actor: Actor, shopId: string, productId: string, photoIds: readonly string[]): Promise<PhotoView[]> {
    actor.requireMember('shop', shopId);
    return this.db.transaction(async () => {
      await this.requireProduct(shopId, productId);
      const [arranged] = await this.db.query<{ complete: boolean }>(ARRANGE_PHOTOS, [productId, photoIds]);
      if (!arranged?.complete) throw new NotFound();
      await this.cards.refresh([productId]);
      return (await this.ofProducts([productId])).get(productId) ?? [];
    });
  }

  async describe(actor: Actor, shopId: string, productId: string, photoId: string, alt: Words | null): Promise<void> {
    actor.requireMember('shop', shopId);
    await this.db.transaction(async () => {
      const changed = await this.db.query('UPDATE shop.photo SET alt = $4 WHERE id = $3 AND product_id = $2 AND shop_id = $1 RETURNING id', [shopId, productId, photoId, alt && JSON.stringify(alt)]);
      if (changed.length === 0) throw new NotFound();
      await this.cards.refresh([productId]);
    });
  }

  async remove(actor: Actor, shopId: string, productId: string, photoId: string): Promise<void> {
    actor.requireMember('shop', shopId);
    const key = await this.db.transaction(async () => {
      const [removed] = await this.db.query<{ key: string }>(REMOVE_PHOTO, [shopId, productId, photoId]);
      if (!removed) throw new NotFound();
      await this.cards.refresh([productId]);
      return removed.key;
    });
    const sizes = PHOTO_WIDTHS.flatMap((width) => PHOTO_FORMATS.map((format) => sizeKey(photoId, width, format)));
    for (const each of [key, ...sizes]) await this.storage.delete(each);
  }

  private async requireProduct(shopId: string, productId: string): Promise<void> {
    const mine = await this.db.one(`SELECT id FROM shop.product WHERE id = $1 AND shop_id = $2 AND state <> 'archived' FOR NO KEY UPDATE`, [productId, shopId]);
    if (!mine) throw new NotFound();
  }

  private async requireRoom(shopId: string, productId: string): Promise<void> {
    const room = await this.db.one<{ ofProduct: number; ofShop: number; bytes: number }>(ROOM_FOR_PHOTO, [shopId, productId]);
    if (!room) throw new NotFound();
    if (room.ofProduct >= MOST_PHOTOS_OF_PRODUCT) throw new ProductPhotosFull(MOST_PHOTOS_OF_PRODUCT);
    if (room.ofShop >= MOST_PHOTOS_OF_SHOP || room.bytes >= MOST_BYTES_OF_SHOP) throw new ShopPhotosFull();
  }

  /** The file first, outside any transaction; a row that cannot be written takes its file away again. */
  private async keep(shopId: string, productId: string, { bytes, contentType, width, height, key }: Original, alt: Words | null): Promise<PhotoView> {
    await this.storage.put(key, bytes, contentType);
    const id: Id<'pho'> = newId('pho');
    try {
      await this.db.transaction(async () => {
        // Uploads to one product come in one after another, so that each gets its own place.
        await this.requireProduct(shopId, productId);
        if (contentType === 'image/webp') await this.requireRoom(shopId, productId);
        await this.db.query(ADD_PHOTO, [id, productId, shopId, key, contentType, width, height, bytes.length, alt && JSON.stringify(alt), this.clock.now()]);
        await this.cards.refresh([productId]);
      });
    } catch (error) {
      await this.storage.delete(key).catch(() => undefined);
      throw error;
    }
    return { id, width, height, alt };
  }
}
