import { Darkroom } from './darkroom.js';
import { Photos } from './photos.js';
import { Scans } from './scans.js';
import { PhotoSizes } from './sizes.js';

export * from './photo.errors.js';
export { PHOTO_FORMATS, PHOTO_WIDTHS, type PhotoFormat, type PhotoView, type PhotoWidth } from './photo.types.js';
export { Photos } from './photos.js';
export { Scans } from './scans.js';
export { PhotoSizes, type SizedPhoto } from './sizes.js';

/** For the module's list of providers. */
export const photoProviders = [Darkroom, Photos, PhotoSizes, Scans];
