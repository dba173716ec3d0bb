import type { ComponentChildren } from 'preact';

/** What a view hands to the layout. */
export interface View {
  title: string;
  body: ComponentChildren;
  description?: string;
  /** Absolute or site path of the picture that links to this page show. */
  image?: string;
  /** schema.org data, rendered as `application/ld+json`. */
  data?: object;
  /** Which navigation frames the page. */
  frame?: 'market' | 'desk' | 'admin';
  /** False keeps the page out of search engines (baskets, orders, desks). */
  isPublic?: boolean;
}
