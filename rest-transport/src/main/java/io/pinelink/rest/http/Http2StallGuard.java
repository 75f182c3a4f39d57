package io.pinelink.rest.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A guard that finds HTTP/2 connections on which calls make no progress, by the rules of the gRPC
 * transport. It is asked four times in each bound, and a state found at five checks in a row has
 * lasted for at least the bound:
 *
 * <ul>
 *   <li>Output waits, the session has accepted none of it, and the server has ended no call: the
 *       connection must be closed, which discards that output.
 *   <li>Calls were sent, and no part of a response has arrived for any of them: the connection must
 *       get no new calls. Those that were sent may still be answered.
 *   <li>Calls are in flight, and the server has sent nothing at all for the keep-alive interval: it
 *       must be pinged. If nothing arrives afterwards either, the connection must be closed.
 * </ul>
 *
 * <p>Checks are counted instead of time, so that a process that was frozen does not abandon its
 * connections when it continues. Not thread-safe.
 */
final class Http2StallGuard {
  private static final int CHECKS_IN_BOUND = 4;

  /** How long the server may take to answer a ping, in bounds. */
  private static final int BOUNDS_OF_A_PING = 2;

  private final Duration bound;
  private final long checksBeforePing;

  private @Nullable Progress last;
  private int checksUnread;
  private int checksSilent;
  private int checksWithoutInput;
  private boolean pinged;
  private boolean left;

  /**
   * Creates a guard.
   *
   * @param bound how long a connection may make no progress
   * @param keepAlive how long the server may send nothing before it is pinged
   */
  Http2StallGuard(Duration bound, Duration keepAlive) {
    this.bound = bound;
    this.checksBeforePing = Math.max(1, keepAlive.dividedBy(pause(bound)));
  }

  /** Returns the pause between two checks. */
  static Duration pause(Duration bound) {
    return bound.dividedBy(CHECKS_IN_BOUND);
  }

  /**
   * The progress of a connection since it was opened.
   *
   * @param running the number of calls that were sent and have not ended
   * @param answers the number of frames that are part of a response
   * @param ends the number of responses that ended
   * @param inputs the number of times that bytes arrived
   * @param written the number of bytes that the session has accepted
   * @param blocked whether more output waits
   */
  record Progress(
      int running, long answers, long ends, long inputs, long written, boolean blocked) {}

  /** The treatment of a connection. */
  enum Action {
    KEEP,
    PING,
    /** Give the connection no new calls, and close it once its calls have ended. */
    LEAVE,
    CLOSE
  }

  /**
   * A decision.
   *
   * @param why the reason to leave or to close; empty otherwise
   */
  record Verdict(Action action, String why) {
    private static final Verdict KEEP = new Verdict(Action.KEEP, "");
    private static final Verdict PING = new Verdict(Action.PING, "");
  }

  /** Checks a connection. */
  Verdict check(Progress now) {
    count(now);
    if (checksUnread >= CHECKS_IN_BOUND) {
      return close("the server read nothing and ended no call for " + bound.toSeconds() + " s");
    }
    if (pinged && checksWithoutInput > BOUNDS_OF_A_PING * CHECKS_IN_BOUND) {
      return close(
          "the server did not answer a PING for %s s"
              .formatted(bound.multipliedBy(BOUNDS_OF_A_PING).toSeconds()));
    }
    if (checksSilent > CHECKS_IN_BOUND && !left) {
      left = true;
      return new Verdict(
          Action.LEAVE, "the server answered no call for " + bound.toSeconds() + " s");
    }
    if (!pinged && checksWithoutInput > checksBeforePing) {
      pinged = true;
      checksWithoutInput = 0;
      return Verdict.PING;
    }
    return Verdict.KEEP;
  }

  private static Verdict close(String why) {
    return new Verdict(Action.CLOSE, why);
  }

  private void count(Progress now) {
    Progress before = last;
    last = now;
    if (before == null) {
      return;
    }
    boolean unread =
        now.blocked()
            && before.blocked()
            && now.written() == before.written()
            && now.ends() == before.ends();
    checksUnread = unread ? checksUnread + 1 : 0;
    boolean inUse = now.running() > 0;
    if (now.answers() != before.answers()) {
      checksSilent = 0;
    } else if (inUse) {
      // Without calls there is nothing to answer, but abandoned calls are no answer either.
      checksSilent++;
    }
    if (now.inputs() != before.inputs()) {
      checksWithoutInput = 0;
      pinged = false;
    } else if (inUse || pinged) {
      checksWithoutInput++;
    }
  }
}
