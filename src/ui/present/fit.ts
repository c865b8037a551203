/** Makes words fit the place they have on the wall or on a slide: smaller where there are many, never clipped. */
import type { Attachment } from 'svelte/attachments';

/** From as large as the wall has them to what can still be read from the middle of the room. */
const SIZES = [1, 0.92, 0.85, 0.78, 0.71, 0.64, 0.57, 0.5];

/** @param of reads whatever the words depend on, so that they are measured again when it changes */
export const fit =
  (of: () => unknown): Attachment<HTMLElement> =>
  (element) => {
    const measure = () => {
      for (const size of SIZES) {
        element.style.fontSize = `${size}em`;
        if (element.scrollHeight <= element.clientHeight + 1) return;
      }
    };
    void of();
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  };
