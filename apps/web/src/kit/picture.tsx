import { inLocale } from '#libs/platform';
import { PHOTO_WIDTHS, type PhotoFormat, type PhotoView, type PhotoWidth } from '#libs/shop';
import { useReader } from './reader.js';

/** The address of a photo in one of its sizes. */
export function pictureUrl(photo: { id: string }, width: PhotoWidth, format: PhotoFormat = 'webp'): string {
  return `/photos/${photo.id}/${width}.${format}`;
}

interface PictureProps {
  photo: Pick<PhotoView, 'id' | 'width' | 'height' | 'alt'> | null;
  /** Said when the photo has no words of its own; empty when the words beside it say the same. */
  alt?: string;
  /** How wide it is shown, for example `(min-width: 60rem) 25vw, 50vw`. */
  sizes: string;
  /** True for what is seen first: loaded at once. */
  isFirst?: boolean;
}

/** A product's photo in the smallest format and width that will do; a woven ground where there is none yet. */
export function Picture({ photo, alt = '', sizes, isFirst = false }: PictureProps) {
  const { locale } = useReader();
  if (!photo) return <span class="picture-empty" />;
  const set = (format: PhotoFormat) => PHOTO_WIDTHS.map((width) => `${pictureUrl(photo, width, format)} ${width}w`).join(', ');
  const words = alt && photo.alt ? inLocale(photo.alt, locale) : alt;
  return (
    <picture>
      <source type="image/avif" srcset={set('avif')} sizes={sizes} />
      <img
        src={pictureUrl(photo, 640)}
        srcset={set('webp')}
        sizes={sizes}
        alt={words}
        width={photo.width}
        height={photo.height}
        loading={isFirst ? undefined : 'lazy'}
        decoding="async"
      />
    </picture>
  );
}

/** A small square beside the words of a line. */
export function Thumb({ photoId }: { photoId: string | null }) {
  return (
    <span class="line-picture">
      {photoId ? <img src={pictureUrl({ id: photoId }, 320)} alt="" width={72} height={72} loading="lazy" decoding="async" /> : <span class="picture-empty" />}
    </span>
  );
}
