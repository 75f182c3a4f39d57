package io.pinelink.doctor.watch;

/**
 * Receives the results of a {@link RouteWatch}. It is called on the threads of the watch, for one
 * host at a time but for several hosts at once, and delays the next check of the host: a listener
 * that blocks hands its work to a thread of its own. Exceptions and errors are logged.
 */
public interface WatchListener {
  /** Called after each check. */
  default void checked(WatchedHost host) {}

  /** Called before {@link #checked} if the check has shown a change. */
  default void changed(RouteChange change) {}

  /**
   * Called when a host is no longer watched, after its last {@link #checked}: on the thread that
   * removed it, or on the one of its last check. Closing the watch does not call it.
   *
   * @param host the host, in the form in which it was watched
   */
  default void removed(String host) {}
}
