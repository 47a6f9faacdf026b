import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Has questions that come at the same time answered by one statement: those of one turn of the event loop, and those
 * that come while an earlier statement is under way.
 */
export class Together<Question, Answer> {
  private readonly asked: Asked<Question, Answer>[] = [];
  private answering = false;

  /**
   * @param answerAll answers all questions: what it gives back finds the answer to each
   * @param lingerMs how long the first question waits for others
   * @param most how many questions one statement answers; those beyond are the next one's
   */
  constructor(
    private readonly answerAll: (questions: readonly Question[]) => Promise<(question: Question) => Answer>,
    private readonly lingerMs = 0,
    private readonly most = Infinity,
  ) {}

  /** Nobody waits for an answer, and nothing is under way. */
  get idle(): boolean {
    return !this.answering;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.asked.push({ question, answer, fail });
      if (!this.answering) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.answering = true;
    /** So many of the next questions are answered each by a statement of its own. */
    let apart = 0;
    while (this.asked.length > 0) {
      if (apart === 0) await (this.lingerMs > 0 ? delay(this.lingerMs) : turn());
      const asked = this.asked.splice(0, apart > 0 ? 1 : this.most);
      apart = Math.max(0, apart - 1);
      try {
        const answerTo = await this.answerAll(asked.map(({ question }) => question));
        for (const { question, answer } of asked) answer(answerTo(question));
      } catch (error) {
        // A value that PostgreSQL refuses fails its own question, and nobody else's.
        if (asked.length > 1 && isDataError(error)) {
          this.asked.unshift(...asked);
          apart = asked.length;
        } else for (const { fail } of asked) fail(error);
      }
    }
    this.answering = false;
  }
}

/** SQLSTATE classes that blame values: data exceptions, integrity constraints, limits of a program. */
const DATA_ERRORS = /^(22|23|54)/;

/** Whether PostgreSQL refused a value of a statement. It has carried out nothing of it. */
function isDataError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    DATA_ERRORS.test(error.code)
  );
}
