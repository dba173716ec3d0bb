export { businessDay } from '#libs/platform';
