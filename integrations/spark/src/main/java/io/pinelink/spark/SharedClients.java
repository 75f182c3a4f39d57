package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.connector.internal.ConnectorMetrics;
import io.pinelink.routing.RouteCount;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The clients of an executor. The tasks of one table share a client: opening one costs as much as
 * writing a thousand vectors, and an open one knows how many concurrent calls the service takes. It
 * is closed when no task has used it for a while. Thread-safe.
 */
final class SharedClients {
  private static final long IDLE_SECONDS = 60;

  private static final SharedClients OF_EXECUTOR =
      new SharedClients(
          SourceOptions::newClient,
          CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS));

  private final Function<SourceOptions, Pinelink> newClient;
  private final Executor afterIdleTime;
  private final Map<UUID, Shared> open = new HashMap<>();

  /**
   * Creates an empty set of clients.
   *
   * @param afterIdleTime runs what it is given after the time for which an unused client stays open
   */
  SharedClients(Function<SourceOptions, Pinelink> newClient, Executor afterIdleTime) {
    this.newClient = newClient;
    this.afterIdleTime = afterIdleTime;
  }

  /** Returns the clients of this JVM. */
  static SharedClients ofExecutor() {
    return OF_EXECUTOR;
  }

  /** Returns a use of the client of a table, which is opened if there is none. */
  synchronized Lease lease(UUID table, SourceOptions options) {
    Shared shared = open.computeIfAbsent(table, key -> new Shared(newClient.apply(options)));
    shared.users++;
    shared.uses++;
    return new Lease(table, shared, shared.uses == 1);
  }

  /**
   * A number of calls to an index.
   *
   * @param all the number of all calls
   * @param overPublicRoutes the number of those over public routes
   */
  record Calls(long all, long overPublicRoutes) {
    static final Calls NONE = new Calls(0, 0);

    private static Calls of(Pinelink client) {
      return new Calls(
          client.routeCounts().stream()
              .filter(route -> !route.controlPlane())
              .mapToLong(RouteCount::calls)
              .sum(),
          ConnectorMetrics.publicCalls(client));
    }

    Calls plus(Calls others) {
      return new Calls(all + others.all, overPublicRoutes + others.overPublicRoutes);
    }

    private Calls minus(Calls earlier) {
      return new Calls(all - earlier.all, overPublicRoutes - earlier.overPublicRoutes);
    }
  }

  private static final class Shared {
    final Pinelink client;
    int users;

    /** The number of leases so far, by which a later one is noticed. */
    long uses;

    Calls taken = Calls.NONE;

    Shared(Pinelink client) {
      this.client = client;
    }
  }

  /** A use of a client by one task, by one thread. */
  final class Lease implements AutoCloseable {
    private final UUID table;
    private final Shared shared;
    private final boolean first;
    private boolean closed;

    private Lease(UUID table, Shared shared, boolean first) {
      this.table = table;
      this.shared = shared;
      this.first = first;
    }

    /** Returns whether the client was opened for this lease. */
    boolean isFirst() {
      return first;
    }

    Pinelink client() {
      return shared.client;
    }

    /**
     * Returns the calls of all tasks that no task has taken yet, so that the sum of all tasks
     * counts no call twice.
     */
    Calls takeCalls() {
      synchronized (SharedClients.this) {
        Calls now = Calls.of(shared.client);
        Calls untaken = now.minus(shared.taken);
        shared.taken = now;
        return untaken;
      }
    }

    /** Lets later tasks open a new client, since this one may be why a write failed. */
    void discard() {
      synchronized (SharedClients.this) {
        open.remove(table, shared);
      }
    }

    @Override
    public void close() {
      synchronized (SharedClients.this) {
        if (closed) {
          return;
        }
        closed = true;
        shared.users--;
        if (shared.users > 0) {
          return;
        }
        if (open.get(table) == shared) {
          long uses = shared.uses;
          afterIdleTime.execute(() -> closeUnlessUsed(uses));
          return;
        }
      }
      shared.client.close();
    }

    private void closeUnlessUsed(long uses) {
      synchronized (SharedClients.this) {
        if (shared.users > 0 || shared.uses != uses || !open.remove(table, shared)) {
          return;
        }
      }
      shared.client.close();
    }
  }
}
