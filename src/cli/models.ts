/** Names of the models of consistency as the command line writes them: a checker's id in camel case, `readYourWrites.state` for `read-your-writes-state`. */
import { checkers } from '#catalog';
import { type Phrase, phrase } from '#history/phrase';
import type { Checker } from '#history/verdict';
import { nearest } from '#sim/script/nearest';

const camel = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const modelName = (id: string): string =>
  id.endsWith('-state') ? `${camel(id.slice(0, -'-state'.length))}.state` : camel(id);

/** The checkers that a list with commas names, strongest first; `readYourWritesState` and a checker's id are understood as well. */
export function findModels(list: string): readonly Checker[] | Phrase {
  const found = new Set<Checker>();
  for (const name of list.split(',').map((each) => each.trim())) {
    const checker = checkers.find(({ id }) => [modelName(id), camel(id), id].includes(name));
    if (!checker) return unknownModel(name);
    found.add(checker);
  }
  return checkers.filter((checker) => found.has(checker));
}

function unknownModel(found: string): Phrase {
  const names = checkers.map(({ id }) => modelName(id));
  const near = nearest(found, names);
  return phrase('cli.option.value', { option: '--consistency', found, expected: near ?? names.join(', ') });
}
