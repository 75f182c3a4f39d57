package io.pinelink.rest.http;

import io.pinelink.spi.Destination;
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
 * connection is used next, so that those not needed fall idle. An exchange that ends while it waits
 * leaves the queue, and no connection is made for it.
 *
 * <p>Thread-safe.
 */
public final class ConnectionPool {
  static final int MAX_CONNECTIONS = 64;

  private final Destination destination;
  private final EvictionPolicy eviction;
  private final Connector connector;

  /** Connections that new exchanges may be given to, with room or without. */
  private final Set<HttpConnection> pooled = new HashSet<>();

  /** Those of them with room, the most recently used first. */
  private final Deque<HttpConnection> available = new ArrayDeque<>();

  /** Connections that end once their exchanges have. */
  private final Set<HttpConnection> draining = new HashSet<>();

  private final Set<HttpExchange<?>> waiting = new LinkedHashSet<>();
  private int connecting;

  /** Whether the last connection could run several exchanges at once, so that one may do. */
  private boolean multiplexed;

  private boolean closed;

  /** Makes connections for the pool. */
  interface Connector {
    /**
     * Connects, and reports to {@link #connected} or {@link #notConnected} on any thread, once.
     *
     * @param generation the mark of the new connection
     */
    void connect(ConnectionPool pool, int generation);
  }

  /**
   * An empty pool.
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

  /** Runs an exchange on a connection, as soon as there is one; unless it has ended. */
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

  /** Takes an exchange that has ended out of the queue. */
  public synchronized void forget(HttpExchange<?> exchange) {
    waiting.remove(exchange);
  }

  /** Reserves room on the best connection; null if there is none. */
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

  /** Returns the room that an exchange took. */
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

  /** Gives room to the exchange that waits longest, or else makes it available. */
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

  /** Gives a connection no more exchanges, and closes it once those that run have ended. */
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

  /** A connection has ended. */
  void closed(HttpConnection connection) {
    synchronized (this) {
      connection.use.retired = true;
      available.remove(connection);
      pooled.remove(connection);
      draining.remove(connection);
    }
    connectAsNeeded();
  }

  /** The server has changed how many exchanges a connection may run at once. */
  void limit(HttpConnection connection, int max) {
    synchronized (this) {
      connection.use.limit = max;
      if (!connection.use.hasRoom()) {
        available.remove(connection);
      }
    }
    useRoom(connection);
  }

  private void useRoom(HttpConnection connection) {
    while (true) {
      HttpExchange<?> next;
      synchronized (this) {
        next = use(connection);
      }
      if (next == null) {
        return;
      }
      connection.execute(next);
    }
  }

  /** A connection is ready for exchanges. */
  void connected(HttpConnection connection) {
    boolean late;
    synchronized (this) {
      connecting--;
      late = closed;
      if (!late) {
        multiplexed = connection.isMultiplexed();
        pooled.add(connection);
      }
    }
    if (late) {
      connection.close();
      return;
    }
    useRoom(connection);
    connectAsNeeded();
  }

  /** A connection could not be made. */
  void notConnected(Throwable why) {
    List<HttpExchange<?>> failed = new ArrayList<>();
    synchronized (this) {
      connecting--;
      // Where one connection would have served all, none of them gets another.
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

  /** Makes connections for the exchanges that wait. */
  private void connectAsNeeded() {
    int more;
    synchronized (this) {
      int wanted = multiplexed ? connectionsForStreams() : waiting.size();
      int room = MAX_CONNECTIONS - pooled.size() - connecting;
      more = closed ? 0 : Math.max(0, Math.min(wanted - connecting, room));
      connecting += more;
    }
    for (int i = 0; i < more; i++) {
      connector.connect(this, eviction.generation());
    }
  }

  /** One at a time, and none beside a connection on which the server allows no streams for now. */
  private int connectionsForStreams() {
    return waiting.isEmpty() || pooled.stream().anyMatch(c -> c.use.limit == 0) ? 0 : 1;
  }

  /** Closes the idle connections that nobody has used for long, or that may not be used. */
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

  /** Lets connections go as soon as their exchanges have ended. */
  void refresh() {
    eviction.refresh();
    List<HttpConnection> over = new ArrayList<>();
    synchronized (this) {
      available.clear();
      List.copyOf(pooled).forEach(connection -> retired(connection, over));
    }
    over.forEach(HttpConnection::close);
    connectAsNeeded();
  }

  /** Closes all connections; exchanges that run on them fail. */
  void close() {
    List<HttpConnection> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(pooled);
      all.addAll(draining);
      waiting.clear();
      available.clear();
      pooled.clear();
      draining.clear();
    }
    all.forEach(HttpConnection::close);
  }
}
