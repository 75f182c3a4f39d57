package io.pinelink.rest.http;

import io.pinelink.spi.dial.Destination;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one destination, and the exchanges that wait for one. The most recently used
 * connection is used next, so that unneeded ones become idle. An exchange that ends while it waits
 * leaves the queue, and no connection is opened for it.
 *
 * <p>Thread-safe.
 */
public final class ConnectionPool {
  static final int MAX_CONNECTIONS = 64;

  private final Destination destination;
  private final EvictionPolicy eviction;
  private final Connector connector;

  /** Connections that new exchanges may use, with or without capacity. */
  private final Set<HttpConnection> pooled = new HashSet<>();

  /** The pooled connections with capacity, the most recently used first. */
  private final Deque<HttpConnection> available = new ArrayDeque<>();

  /** Connections that close once their exchanges have ended. */
  private final Set<HttpConnection> draining = new HashSet<>();

  private final Set<HttpExchange<?>> waiting = new LinkedHashSet<>();

  /** The attempts to open connections that have not ended. */
  private final Set<ConnectAttempt> attempts = new HashSet<>();

  /** Whether the last connection could run several exchanges at once, so that one may be enough. */
  private boolean multiplexed;

  private boolean closed;

  /** Creates the attempts to open connections for the pool. */
  interface Connector {
    /**
     * Creates an attempt that, once started, reports to {@link #connected} or {@link #notConnected}
     * on any thread, once.
     *
     * @param generation the generation of the new connection
     */
    ConnectAttempt attempt(ConnectionPool pool, int generation);

    /** Returns how long a connection may make no progress. */
    Duration stallBound();
  }

  /**
   * Creates an empty pool.
   *
   * @param multiplexed whether connections are expected to run several exchanges at once
   */
  ConnectionPool(
      Destination destination, EvictionPolicy eviction, Connector connector, boolean multiplexed) {
    this.destination = destination;
    this.eviction = eviction;
    this.connector = connector;
    this.multiplexed = multiplexed;
  }

  Destination destination() {
    return destination;
  }

  EvictionPolicy eviction() {
    return eviction;
  }

  /** Returns a guard for a new connection. */
  Http2StallGuard newStallGuard() {
    return new Http2StallGuard(
        connector.stallBound(), destination.options().lifetime().keepAlive());
  }

  /** Runs an exchange on a connection as soon as there is one, unless the exchange has ended. */
  public void execute(HttpExchange<?> exchange) {
    HttpConnection connection;
    List<HttpConnection> over = new ArrayList<>();
    synchronized (this) {
      if (exchange.isDone()) {
        return;
      }
      connection = closed ? null : take(over);
      if (connection == null) {
        waiting.add(exchange);
      }
    }
    over.forEach(HttpConnection::close);
    if (connection == null) {
      connectAsNeeded();
    } else {
      connection.execute(exchange);
    }
  }

  /** Removes an exchange that has ended from the queue. */
  public synchronized void forget(HttpExchange<?> exchange) {
    waiting.remove(exchange);
  }

  /** Reserves capacity on the best connection; null if there is none. */
  private @Nullable HttpConnection take(List<HttpConnection> over) {
    for (Iterator<HttpConnection> each = available.iterator(); each.hasNext(); ) {
      HttpConnection connection = each.next();
      if (isOver(connection)) {
        each.remove();
        retired(connection, over);
        continue;
      }
      connection.use.inFlight++;
      if (!connection.use.hasRoom()) {
        each.remove();
      }
      return connection;
    }
    return null;
  }

  private boolean isOver(HttpConnection connection) {
    return !connection.isOpen() || eviction.isOver(connection.use, connection.remote());
  }

  private void retired(HttpConnection connection, List<HttpConnection> over) {
    connection.use.retired = true;
    pooled.remove(connection);
    if (connection.use.inFlight == 0) {
      over.add(connection);
    } else {
      draining.add(connection);
    }
  }

  /** Returns the capacity that an exchange has used. */
  void release(HttpConnection connection) {
    boolean over;
    HttpExchange<?> next = null;
    synchronized (this) {
      ConnectionUse use = connection.use;
      use.inFlight--;
      use.idleSince = eviction.now();
      over = use.retired && use.inFlight == 0;
      if (over) {
        draining.remove(connection);
      } else {
        next = use(connection);
      }
    }
    if (over) {
      connection.close();
    }
    if (next != null) {
      connection.execute(next);
    }
    connectAsNeeded();
  }

  /** Gives capacity to the exchange that has waited longest, or makes the connection available. */
  private @Nullable HttpExchange<?> use(HttpConnection connection) {
    if (!connection.use.hasRoom()) {
      return null;
    }
    HttpExchange<?> next = nextWaiting();
    if (next != null) {
      connection.use.inFlight++;
    }
    available.remove(connection);
    if (connection.use.hasRoom()) {
      available.addFirst(connection);
    }
    return next;
  }

  private @Nullable HttpExchange<?> nextWaiting() {
    Iterator<HttpExchange<?>> each = waiting.iterator();
    if (!each.hasNext()) {
      return null;
    }
    HttpExchange<?> next = each.next();
    each.remove();
    return next;
  }

  /** Gives a connection no more exchanges, and closes it once its exchanges have ended. */
  void retire(HttpConnection connection) {
    List<HttpConnection> over = new ArrayList<>();
    synchronized (this) {
      if (!connection.use.retired) {
        available.remove(connection);
        retired(connection, over);
      }
    }
    over.forEach(HttpConnection::close);
  }

  /** Removes a connection that has ended. */
  void closed(HttpConnection connection) {
    synchronized (this) {
      connection.use.retired = true;
      available.remove(connection);
      pooled.remove(connection);
      draining.remove(connection);
    }
    connectAsNeeded();
  }

  /** Changes the number of exchanges that the server allows on a connection at once. */
  void limit(HttpConnection connection, int max) {
    List<HttpExchange<?>> next;
    synchronized (this) {
      connection.use.limit = max;
      if (!connection.use.hasRoom()) {
        available.remove(connection);
      }
      next = useRoom(connection);
    }
    next.forEach(connection::execute);
  }

  /** Gives all capacity of a connection to the exchanges that have waited longest. */
  private List<HttpExchange<?>> useRoom(HttpConnection connection) {
    List<HttpExchange<?>> all = new ArrayList<>();
    for (HttpExchange<?> next = use(connection); next != null; next = use(connection)) {
      all.add(next);
    }
    return all;
  }

  /** Adds a connection that is ready for exchanges. */
  void connected(ConnectAttempt attempt, HttpConnection connection) {
    @Nullable List<HttpExchange<?>> next = null;
    synchronized (this) {
      if (attempts.remove(attempt) && !closed) {
        multiplexed = connection.isMultiplexed();
        pooled.add(connection);
        // In the same step: a thread that saw exchanges still waiting and one connection fewer on
        // its way would open another.
        next = useRoom(connection);
      }
    }
    if (next == null) {
      connection.close();
      return;
    }
    next.forEach(connection::execute);
    connectAsNeeded();
  }

  /** Fails waiting exchanges because a connection could not be opened. */
  void notConnected(ConnectAttempt attempt, Throwable why) {
    List<HttpExchange<?>> failed = new ArrayList<>();
    synchronized (this) {
      if (!attempts.remove(attempt)) {
        return; // abandoned, so that others wait for another attempt
      }
      // If one connection would have served all waiting exchanges, fail all of them.
      for (int i = multiplexed ? waiting.size() : 1; i > 0; i--) {
        HttpExchange<?> next = nextWaiting();
        if (next != null) {
          failed.add(next);
        }
      }
    }
    failed.forEach(exchange -> exchange.failUnconnected(why));
    connectAsNeeded();
  }

  /** Opens connections for the waiting exchanges. */
  private void connectAsNeeded() {
    List<ConnectAttempt> more = new ArrayList<>();
    synchronized (this) {
      int wanted = multiplexed ? connectionsForStreams() : waiting.size();
      int max = closed ? 0 : Math.min(wanted, MAX_CONNECTIONS - pooled.size());
      while (attempts.size() < max) {
        ConnectAttempt attempt = connector.attempt(this, eviction.generation());
        attempts.add(attempt);
        more.add(attempt);
      }
    }
    more.forEach(ConnectAttempt::start);
  }

  /** One at a time, and none while the server allows no streams on an existing connection. */
  private int connectionsForStreams() {
    return waiting.isEmpty() || pooled.stream().anyMatch(c -> c.use.limit == 0) ? 0 : 1;
  }

  /** Closes the idle connections that are unused for too long or no longer valid. */
  void evict() {
    List<HttpConnection> over = new ArrayList<>();
    synchronized (this) {
      for (HttpConnection connection : List.copyOf(pooled)) {
        if (connection.use.inFlight == 0 && isOver(connection)) {
          available.remove(connection);
          retired(connection, over);
        }
      }
    }
    over.forEach(HttpConnection::close);
    connectAsNeeded();
  }

  /** Abandons the connections that make no progress. */
  void checkProgress() {
    List<HttpConnection> all;
    synchronized (this) {
      all = new ArrayList<>(pooled);
      all.addAll(draining);
    }
    all.forEach(HttpConnection::check);
    connectAsNeeded();
  }

  /**
   * Closes connections as soon as their exchanges have ended. Attempts to open one are abandoned,
   * since they may wait for an address of the old network, and are replaced by new ones.
   */
  void refresh() {
    eviction.refresh();
    List<HttpConnection> over = new ArrayList<>();
    List<ConnectAttempt> abandoned;
    synchronized (this) {
      abandoned = List.copyOf(attempts);
      attempts.clear();
      available.clear();
      List.copyOf(pooled).forEach(connection -> retired(connection, over));
    }
    abandoned.forEach(ConnectAttempt::abandon);
    over.forEach(HttpConnection::close);
    connectAsNeeded();
  }

  /** Closes all connections; exchanges that run on them fail. */
  void close() {
    List<HttpConnection> all;
    List<ConnectAttempt> abandoned;
    synchronized (this) {
      closed = true;
      abandoned = List.copyOf(attempts);
      attempts.clear();
      all = new ArrayList<>(pooled);
      all.addAll(draining);
      waiting.clear();
      available.clear();
      pooled.clear();
      draining.clear();
    }
    abandoned.forEach(ConnectAttempt::abandon);
    all.forEach(HttpConnection::close);
  }
}
