package io.pinelink.testing.internal;

/**
 * A source of sessions: a pool of servers, or the real service. It is kept in a store of JUnit,
 * which closes it. Implementations are thread-safe.
 */
interface SessionSource extends StoredResource {
  /** Returns a session that nothing else uses until it is given back. Its content is arbitrary. */
  Session take();

  /** Takes back a session of this source. */
  void giveBack(Session session);

  /** Closes all sessions, including those that were not given back. */
  @Override
  void close();
}
