/** Prose for those who only look: what can be pressed in a lesson is plain words in the room and on paper. */

/** The passage's markup with its buttons as spans. */
export const withoutButtons = (html: string): string =>
  html.replace(/<button type="button"([^>]*)>([^]*?)<\/button>/g, '<span class="named"$1>$2</span>');

/** Items that follow one another are a list again; an item by itself stands without its dot. */
export const asList = (markup: string): string =>
  markup
    .replace(/(?:<li>(?:(?!<\/li>)[^])*<\/li>)+/g, '<ul>$&</ul>')
    .replace(/<ul><li>((?:(?!<li>)[^])*)<\/li><\/ul>/g, '<p>$1</p>');
