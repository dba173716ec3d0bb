const PATHS = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm5 11.5L20 20',
  basket: 'M4 9h16l-1.6 9.2a2 2 0 0 1-2 1.8H7.6a2 2 0 0 1-2-1.8L4 9Zm4 0 3-5m5 5-3-5M9.5 13v3.5m5-3.5v3.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8c.6-3.6 3.7-5.5 7.5-5.5s6.9 1.9 7.5 5.5',
  pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 1 1 13 0c0 5-6.5 11-6.5 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  truck: 'M3 6.5h10.5v10H3v-10Zm10.5 3.5h4l3 3.5v3h-7V10ZM7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5.2l3.3 2',
  chat: 'M4 19.5 5.3 15A7.5 7.5 0 1 1 8.6 18.4L4 19.5Z',
  share: 'M12 14.5V4m0 0L8 8m4-4 4 4M5 12.5V18a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-5.5',
  shop: 'M4 10.5V19a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-8.5M3 8l2-4h14l2 4c0 1.6-1.3 2.7-3 2.7S15 9.6 15 8c0 1.6-1.3 2.7-3 2.7S9 9.6 9 8c0 1.6-1.3 2.7-3 2.7S3 9.6 3 8Z',
  leaf: 'M5 19c0-9 5-14 14.5-14C19.5 14 15 19 7.5 17.5M5 19c1-3.5 3.5-6.5 7.5-8.5',
  shield: 'M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6l7-2.5Zm-3 8.3 2.2 2.2 4-4.3',
  box: 'M4 8l8-4 8 4v8.5l-8 4-8-4V8Zm0 0 8 4m0 0 8-4m-8 4v8.5',
  plus: 'M12 5v14M5 12h14',
  arrow: 'M5 12h14m-5-5 5 5-5 5',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15L6 16.5Zm4 3.5a2 2 0 0 0 4 0',
  camera: 'M4 8h3l1.5-2.5h7L17 8h3v11H4V8Zm8 8.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words; never the only name of a thing. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Two strands of purun crossing over and under each other in a rounded square. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="8" class="logo-ground" />
      <g stroke-linecap="round" stroke-width="4" fill="none">
        <path d="M6 11h20M6 21h20" class="logo-straw" />
        <path d="M11 6v20M21 6v20" class="logo-light" />
        <path d="M8 11h6M18 21h6" class="logo-straw" />
      </g>
    </svg>
  );
}
