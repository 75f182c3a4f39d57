package io.pinelink.rest.http;

import java.nio.channels.CancelledKeyException;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * The interest of a session in I/O events. Every change wakes the selector, even on the I/O thread,
 * which costs a write, a read and one more selection. The library undoes most changes in the same
 * event, so they are collected until it ends.
 */
final class EventInterest {
  private final IOSession session;

  /** The I/O thread during an event. Not volatile: only a thread that set it can equal it. */
  private @Nullable Thread collecting;

  private int added;
  private int removed;

  EventInterest(IOSession session) {
    this.session = session;
  }

  /** Starts to collect the changes made by the current thread, the I/O thread. */
  void beginEvent() {
    collecting = Thread.currentThread();
  }

  /** Adds operations; at the end of the event, or immediately if none is being handled. */
  void add(int operations) {
    if (collecting == Thread.currentThread()) {
      added |= operations;
      removed &= ~operations;
    } else {
      session.setEvent(operations);
    }
  }

  /** Removes operations; at the end of the event, or immediately if none is being handled. */
  void remove(int operations) {
    if (collecting == Thread.currentThread()) {
      removed |= operations;
      added &= ~operations;
    } else {
      session.clearEvent(operations);
    }
  }

  /** Applies the changes that are left. */
  void endEvent() {
    collecting = null;
    int add = added;
    int remove = removed;
    added = 0;
    removed = 0;
    try {
      int current = session.getEventMask();
      if ((current & remove) != 0) {
        session.clearEvent(remove);
      }
      if ((add & ~current) != 0) {
        session.setEvent(add);
      }
    } catch (CancelledKeyException e) {
      // The session has ended, and so has its interest.
    }
  }
}
