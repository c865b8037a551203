/** Lets a direct link to a page's index.html, as a zip or a learning platform makes it, open that page. */
import type { Reroute } from '@sveltejs/kit';

const FILE = 'index.html';

export const reroute: Reroute = ({ url }) =>
  url.pathname.endsWith(`/${FILE}`) ? url.pathname.slice(0, -FILE.length) : undefined;
