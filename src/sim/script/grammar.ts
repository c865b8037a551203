/** The script's statements in one table: it drives the parser's messages, completion in the editor, and the page that documents them. */

export interface Statement {
  /** The first word (of the line, or after the time). */
  readonly verb: string;
  readonly where: 'head' | 'timed' | 'edit';
  /** How to write it; `<…>` is to be filled in, `[…]` may be left out. */
  readonly form: string;
  readonly example: string;
}

export const STATEMENTS: readonly Statement[] = [
  { verb: 'replicarium', where: 'head', form: 'replicarium 1', example: 'replicarium 1' },
  { verb: 'title', where: 'head', form: 'title <words>', example: 'title A cut before the read' },
  { verb: 'seed', where: 'head', form: 'seed <whole number>', example: 'seed 7' },
  { verb: 'ends', where: 'head', form: 'ends <time>', example: 'ends 100ms' },
  {
    verb: 'protocol',
    where: 'head',
    form: 'protocol <name> [<setting>=<value> …]',
    example: 'protocol primary-backup ack=semi-sync read=nearest',
  },
  {
    verb: 'replicas',
    where: 'head',
    form: 'replicas <name>[@<place>] …',
    example: 'replicas Frankfurt Virginia Singapore',
  },
  {
    verb: 'clients',
    where: 'head',
    form: 'clients <name>@<replica or place> …',
    example: 'clients Ana@Frankfurt Bo@Singapore',
  },
  { verb: 'initially', where: 'head', form: 'initially <key>=<value> …', example: 'initially x=1' },
  {
    verb: 'link',
    where: 'head',
    form: 'link <a>-<b> | <a>-><b> | default | local [<time>|<low>..<high>|<median>~<p99>] [loss=5%] [duplicate=1%] [reorder=10%] [bandwidth=10Mbps] [transport=datagram]',
    example: 'link Frankfurt-Singapore 11ms..14ms loss=2%',
  },
  {
    verb: 'node',
    where: 'head',
    form: 'node <name> [write=<time>] [flush=<time>] [skew=<±time>] [drift=<±number>ppm]',
    example: 'node Virginia flush=5ms skew=+3ms',
  },
  { verb: 'write', where: 'timed', form: 'at <time> <client> write <key>[=<value>]', example: 'at 6ms Ana write x=2' },
  { verb: 'read', where: 'timed', form: 'at <time> <client> read <key>', example: 'at 44ms Bo read x' },
  { verb: 'delete', where: 'timed', form: 'at <time> <client> delete <key>', example: 'at 6ms Ana delete x' },
  {
    verb: 'add',
    where: 'timed',
    form: 'at <time> <client> add <key>[=<element>]   (a set; out again: remove)',
    example: 'at 6ms Ana add cart=milk',
  },
  {
    verb: 'remove',
    where: 'timed',
    form: 'at <time> <client> remove <key>=<element>',
    example: 'at 6ms Ana remove cart=milk',
  },
  {
    verb: 'inc',
    where: 'timed',
    form: 'at <time> <client> inc <key>[=<number>]   (a counter; down: dec)',
    example: 'at 6ms Ana inc likes=3',
  },
  {
    verb: 'dec',
    where: 'timed',
    form: 'at <time> <client> dec <key>[=<number>]',
    example: 'at 6ms Ana dec balance=80',
  },
  {
    verb: 'insert',
    where: 'timed',
    form: 'at <time> <client> insert <key>=<place>:<text>   (a text, places from 0; out again: erase)',
    example: 'at 6ms Ana insert note=0:milk',
  },
  {
    verb: 'erase',
    where: 'timed',
    form: 'at <time> <client> erase <key>=<place>:<count>',
    example: 'at 6ms Ana erase note=0:4',
  },
  {
    verb: 'every',
    where: 'timed',
    form: 'every <time> from <time> to <time> <client> <operation>',
    example: 'every 20ms from 0ms to 900ms Ana write x',
  },
  {
    verb: 'cut',
    where: 'timed',
    form: 'at <time> cut <names> | <names> [position=<percent>]   (one way: > instead of |)',
    example: 'at 20ms cut Frankfurt | Singapore',
  },
  { verb: 'heal', where: 'timed', form: 'at <time> heal [<names> | <names>]', example: 'at 75ms heal' },
  {
    verb: 'crash',
    where: 'timed',
    form: 'at <time> crash <replica> [process|machine|disk]',
    example: 'at 30ms crash Frankfurt machine',
  },
  { verb: 'restart', where: 'timed', form: 'at <time> restart <replica>', example: 'at 60ms restart Frankfurt' },
  { verb: 'pause', where: 'timed', form: 'at <time> pause <replica>', example: 'at 30ms pause Virginia' },
  { verb: 'resume', where: 'timed', form: 'at <time> resume <replica>', example: 'at 50ms resume Virginia' },
  { verb: 'link', where: 'timed', form: 'at <time> link …', example: 'at 10ms link Frankfurt-Virginia 40ms' },
  { verb: 'node', where: 'timed', form: 'at <time> node …', example: 'at 10ms node Virginia flush=50ms' },
  {
    verb: 'delay',
    where: 'edit',
    form: 'delay <message> <±time>',
    example: 'delay copy(Ana.1) Frankfurt->Virginia +4ms',
  },
  { verb: 'drop', where: 'edit', form: 'drop <message>', example: 'drop acknowledgement(Ana.1) Virginia->Frankfurt' },
  {
    verb: 'duplicate',
    where: 'edit',
    form: 'duplicate <message>',
    example: 'duplicate copy(Ana.1) Frankfurt->Virginia',
  },
];

/** Words that no client or replica may be called, since a timed line could not tell them apart. */
export const RESERVED: readonly string[] = [
  'cut',
  'heal',
  'crash',
  'restart',
  'pause',
  'resume',
  'link',
  'node',
  'default',
  'local',
  'at',
  'every',
  'from',
  'to',
  'peers',
];

/** Words that may begin a line. */
export const LINE_WORDS: readonly string[] = [
  ...new Set([...STATEMENTS.filter(({ where }) => where !== 'timed').map(({ verb }) => verb), 'at', 'every']),
];

/** A name of a node: a letter, then letters, digits and `_`. */
export const NAME = /^\p{L}[\p{L}\p{N}_]*$/u;

/** A key or a bare value: no white space, no `= | > , # "`; and not the one name that no object can hold as a field. */
export const WORD = /^(?!__proto__$)[^\s=|>,#"]+$/;
