import type { Disposable } from "vscode";

/** Puts an action off until nobody has asked for it for a while: what is asked for many times in a moment is done once. */
export class Later implements Disposable {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pauseMs: number,
    private readonly action: () => unknown,
  ) {}

  /** Asks for the action. Can be handed to an event as it is. */
  readonly ask = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.action();
    }, this.pauseMs);
  };

  /** Forgets what was asked for. */
  dispose(): void {
    clearTimeout(this.timer);
  }
}
