/** Widths that exist of every photo, in pixels. */
const WIDTHS = [320, 640, 1280] as const;

export type PictureWidth = (typeof WIDTHS)[number];

export function pictureUrl(photoId: string, width: PictureWidth, format: 'avif' | 'webp' = 'webp'): string {
  return `/photos/${photoId}/${width}.${format}`;
}

interface PictureProps {
  photoId: string | null;
  /** Empty when the words beside it say the same. */
  alt?: string;
  /** How wide it is shown, for example `(min-width: 60rem) 25vw, 50vw`. */
  sizes: string;
  /** True for what is seen first: loaded at once. */
  isFirst?: boolean;
  /** Natural size, so that nothing jumps. */
  width?: number;
  height?: number;
}

/** A product's photo in the smallest format and width that will do; a woven ground where there is none yet. */
export function Picture({ photoId, alt = '', sizes, isFirst = false, width = 640, height = 640 }: PictureProps) {
  if (!photoId) return <span class="picture-empty" role={alt ? 'img' : undefined} aria-label={alt || undefined} />;
  const set = (format: 'avif' | 'webp') => WIDTHS.map((each) => `${pictureUrl(photoId, each, format)} ${each}w`).join(', ');
  return (
    <picture>
      <source type="image/avif" srcset={set('avif')} sizes={sizes} />
      <img src={pictureUrl(photoId, 640)} srcset={set('webp')} sizes={sizes} alt={alt} width={width} height={height} loading={isFirst ? 'eager' : 'lazy'} fetchpriority={isFirst ? 'high' : 'auto'} decoding="async" />
    </picture>
  );
}
