package io.pinelink.testing.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The embedded servers of an extension. A test that runs beside others takes one of its own, which
 * a later test takes again. Thread-safe.
 */
final class ServerPool implements SessionSource {
  private final EmulatorSession.Options options;
  private final Set<Session> all = ConcurrentHashMap.newKeySet();
  private final Deque<Session> idle = new ArrayDeque<>();
  private boolean closed;

  ServerPool(EmulatorSession.Options options) {
    this.options = options;
  }

  @Override
  public Session take() {
    Session session;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the servers of the extension are closed");
      }
      session = idle.poll();
    }
    if (session != null) {
      return session;
    }
    Session started = EmulatorSession.start(options);
    all.add(started);
    return started;
  }

  @Override
  public synchronized void giveBack(Session session) {
    idle.push(session);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      idle.clear();
    }
    CleanUp.each(all, Session::close);
  }
}
