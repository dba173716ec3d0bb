import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/**
 * Until when a level's goods may be sold stands on the level itself (compare `today < sold_before`; never, where its place does not sell): every list and
 * every basket asks, and the answer changes only with the lot, the place or the product. Triggers keep it, whoever writes; `market reconcile` compares
 * it with `shop.shelf_life`. A level that is opened shares the rows it follows from, so that none of them changes unseen meanwhile.
 */
export class ShelfLife1760700000104 extends ForwardOnly {
  readonly name = 'ShelfLife1760700000104';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shop.stock_level ADD COLUMN sold_before date NOT NULL DEFAULT 'infinity';

      CREATE VIEW shop.shelf_life AS
        SELECT level.variant_id, level.location_id, level.lot_id, variant.product_id,
               CASE WHEN place.sellable THEN coalesce(lot.expires_on - product.stop_selling_days, 'infinity'::date) ELSE '-infinity'::date END AS sold_before
        FROM shop.stock_level level
        JOIN shop.stock_location place ON place.id = level.location_id
        JOIN shop.lot ON lot.id = level.lot_id
        JOIN shop.variant ON variant.id = level.variant_id
        JOIN shop.product ON product.id = variant.product_id;

      UPDATE shop.stock_level level SET sold_before = life.sold_before FROM shop.shelf_life life
      WHERE (life.variant_id, life.location_id, life.lot_id) = (level.variant_id, level.location_id, level.lot_id) AND life.sold_before <> level.sold_before;

      CREATE OR REPLACE VIEW shop.shelf AS
        SELECT variant_id, location_id, lot_id, on_hand - reserved AS free, sold_before FROM shop.stock_level WHERE on_hand > reserved;

      CREATE FUNCTION shop.date_new_levels() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM FROM shop.product WHERE id IN (SELECT variant.product_id FROM opened JOIN shop.variant ON variant.id = opened.variant_id) ORDER BY id FOR SHARE;
        PERFORM FROM shop.stock_location WHERE id IN (SELECT location_id FROM opened) ORDER BY id FOR SHARE;
        PERFORM FROM shop.lot WHERE id IN (SELECT lot_id FROM opened) ORDER BY id FOR SHARE;
        UPDATE shop.stock_level level SET sold_before = life.sold_before FROM opened JOIN shop.shelf_life life USING (variant_id, location_id, lot_id)
        WHERE (life.variant_id, life.location_id, life.lot_id) = (level.variant_id, level.location_id, level.lot_id) AND life.sold_before <> level.sold_before;
        RETURN NULL;
      END $$;
      -- After the statement: a lot and its level are often written by one.
      CREATE TRIGGER dated AFTER INSERT ON shop.stock_level REFERENCING NEW TABLE AS opened FOR EACH STATEMENT EXECUTE FUNCTION shop.date_new_levels();

      CREATE FUNCTION shop.date_levels() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE shop.stock_level level SET sold_before = life.sold_before FROM shop.shelf_life life
        WHERE (life.variant_id, life.location_id, life.lot_id) = (level.variant_id, level.location_id, level.lot_id) AND life.sold_before <> level.sold_before
          AND CASE TG_TABLE_NAME WHEN 'lot' THEN life.lot_id WHEN 'stock_location' THEN life.location_id ELSE life.product_id END = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER date_levels AFTER UPDATE OF expires_on ON shop.lot FOR EACH ROW WHEN (OLD.expires_on IS DISTINCT FROM NEW.expires_on) EXECUTE FUNCTION shop.date_levels();
      CREATE TRIGGER date_levels AFTER UPDATE OF sellable ON shop.stock_location FOR EACH ROW WHEN (OLD.sellable <> NEW.sellable) EXECUTE FUNCTION shop.date_levels();
      CREATE TRIGGER date_levels AFTER UPDATE OF stop_selling_days ON shop.product FOR EACH ROW WHEN (OLD.stop_selling_days <> NEW.stop_selling_days) EXECUTE FUNCTION shop.date_levels();
    `);
  }
}
