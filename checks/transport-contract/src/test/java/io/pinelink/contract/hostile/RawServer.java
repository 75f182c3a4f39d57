package io.pinelink.contract.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that runs a script for each connection on its own thread.
 *
 * <p>Thread-safe. Methods that wait have no timeout of their own: the timeout of the test ends
 * them.
 */
final class RawServer implements AutoCloseable {
  static final String THREAD_PREFIX = "raw-server";

  /** The length of the queue of connections that the server has not yet accepted. */
  static final int BACKLOG = 64;

  private static final int MAX_CONNECTIONS = 4_096;

  private final ServerSocket listening;
  private final @Nullable SSLContext tls;
  private final String[] protocols;
  private final ExecutorService threads;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private final Set<Connection> open = new LinkedHashSet<>();
  private volatile ConnectionScript script;
  private volatile Greeting greeting = connection -> true;
  private boolean accepting = true;
  private boolean closed;
  private @Nullable Throwable problem;

  /**
   * Starts a server.
   *
   * @param tls the server's certificate; null for plaintext
   * @param protocols the protocols that the server accepts with ALPN
   */
  RawServer(@Nullable SSLContext tls, List<String> protocols, ConnectionScript script) {
    this.tls = tls;
    this.protocols = protocols.toArray(new String[0]);
    this.script = script;
    this.threads =
        new ThreadPoolExecutor(
            1,
            MAX_CONNECTIONS,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, THREAD_PREFIX);
              thread.setDaemon(true);
              return thread;
            });
    try {
      this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** The behaviour of a server on a connection before TLS, if there is TLS. */
  interface Greeting {
    /** Returns whether the connection continues; it is closed otherwise. */
    boolean play(Connection connection) throws IOException;
  }

  /** Greets later connections before TLS begins. */
  RawServer greet(Greeting first) {
    greeting = first;
    return this;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /** Returns the host of a client that dials the server in plaintext. */
  String localhost() {
    return "localhost:" + listening.getLocalPort();
  }

  /** Runs another script on later connections. */
  void play(ConnectionScript next) {
    script = next;
  }

  /** Returns how many connections were accepted. */
  int connections() {
    return accepted.get();
  }

  /** Returns the number of bytes written on connections that are closed. */
  long written() {
    return written.get();
  }

  /** Returns the connections that neither side has closed. */
  synchronized List<Connection> open() {
    return List.copyOf(open);
  }

  /** Waits until at most the given number of connections are open. */
  synchronized void awaitOpen(int max) throws InterruptedException {
    while (open.size() > max) {
      wait();
    }
  }

  /** Waits until a connection is closed. */
  synchronized void awaitClosed(Connection connection) throws InterruptedException {
    while (open.contains(connection)) {
      wait();
    }
  }

  /** Waits until the given number of connections were accepted. */
  synchronized void awaitConnections(int count) throws InterruptedException {
    while (accepted.get() < count) {
      wait();
    }
  }

  /** Leaves new connections in the system's queue until {@link #resumeAccepting}. */
  synchronized void pauseAccepting() {
    accepting = false;
  }

  synchronized void resumeAccepting() {
    accepting = true;
    notifyAll();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        if (!awaitAccepting()) {
          socket.close();
          return;
        }
        socket.setTcpNoDelay(true);
        start(socket);
      }
    } catch (IOException e) {
      // Closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitAccepting() throws InterruptedException {
    while (!accepting && !closed) {
      wait();
    }
    return !closed;
  }

  private void start(Socket socket) throws IOException {
    Connection connection =
        new Connection(accepted.get() + 1, socket, tls == null ? socket : secured(socket, tls));
    synchronized (this) {
      open.add(connection);
      accepted.incrementAndGet();
      notifyAll();
    }
    try {
      threads.execute(() -> serve(connection));
    } catch (RejectedExecutionException e) {
      ended(connection);
    }
  }

  private SSLSocket secured(Socket socket, SSLContext context) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), 0, true);
    secured.setUseClientMode(false);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    secured.setSSLParameters(parameters);
    return secured;
  }

  private void serve(Connection connection) {
    try {
      if (greeting.play(connection)) {
        connection.handshake();
        script.play(connection);
      }
    } catch (IOException e) {
      // The client has gone, or this server is closing.
    } catch (RuntimeException | Error e) {
      note(e);
    } finally {
      Thread.currentThread().setName(THREAD_PREFIX);
      ended(connection);
    }
  }

  private synchronized void note(Throwable thrown) {
    problem = thrown;
  }

  private void ended(Connection connection) {
    connection.close();
    written.addAndGet(connection.written());
    synchronized (this) {
      open.remove(connection);
      notifyAll();
    }
  }

  /**
   * Closes all connections.
   *
   * @throws IllegalStateException if a script failed because of a bug in it
   */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    open().forEach(Connection::close);
    threads.shutdownNow();
    synchronized (this) {
      if (problem != null) {
        throw new IllegalStateException("a script of the server failed: " + problem, problem);
      }
    }
  }
}
