package io.pinelink.contract.hostile;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The server's end of a connection.
 *
 * <p>One thread reads at a time; any thread may write.
 */
final class Connection implements Closeable {
  private static final int DRAIN_BUFFER = 16 * 1024;

  private final int number;
  private final Socket tcp;

  /** The TLS socket over {@code tcp}, or {@code tcp} itself where there is no TLS. */
  private final Socket secured;

  private final InputStream in;
  private final OutputStream out;
  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  Connection(int number, Socket tcp, Socket secured) throws IOException {
    this.number = number;
    this.tcp = tcp;
    this.secured = secured;
    this.in = new BufferedInputStream(secured.getInputStream());
    this.out = secured.getOutputStream();
  }

  /** Returns the number of this connection to the server, from 1. */
  int number() {
    return number;
  }

  /** Performs the TLS handshake, if there is one. */
  void handshake() throws IOException {
    if (secured instanceof SSLSocket tls) {
      tls.startHandshake();
    }
  }

  /** Returns the input below TLS, to read no further than necessary. */
  InputStream inBelowTls() throws IOException {
    return tcp.getInputStream();
  }

  /** Waits until the client has closed the connection, and reads what it sends below TLS. */
  void awaitEndBelowTls() throws IOException {
    InputStream below = inBelowTls();
    byte[] buffer = new byte[DRAIN_BUFFER];
    while (below.read(buffer) >= 0) {
      // Until the client closes it.
    }
  }

  /** Reads what the client has sent below TLS, so that closing the connection does not reset it. */
  void readBelowTls() throws IOException {
    inBelowTls().read(new byte[DRAIN_BUFFER]);
  }

  /**
   * Continues with another certificate.
   *
   * @throws IOException if the client refuses it
   */
  void handshake(SSLContext other) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            other
                .getSocketFactory()
                .createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    tls.getInputStream().read();
  }

  InputStream in() {
    return in;
  }

  /** Writes all parts at once: the client's system receives them together. */
  void send(byte[]... parts) throws IOException {
    byte[] all = Bytes.concat(parts);
    synchronized (out) {
      out.write(all);
      out.flush();
    }
    written.addAndGet(all.length);
  }

  /** Writes text at once, one byte for each character. */
  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes below TLS, where there is TLS. */
  void sendBelowTls(byte[] bytes) throws IOException {
    tcp.getOutputStream().write(bytes);
  }

  /** Returns how many bytes were written, without TLS. */
  long written() {
    return written.get();
  }

  /** Waits until the client has closed the connection, and returns the number of bytes before. */
  long awaitEnd() {
    byte[] buffer = new byte[DRAIN_BUFFER];
    long received = 0;
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        received += n;
      }
    } catch (IOException e) {
      // The client reset the connection, which ends it as well.
    }
    return received;
  }

  /**
   * Waits to pace the server's output, unless the server closes the connection.
   *
   * @throws IOException if the connection was closed
   */
  void pause(long millis) throws IOException {
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IOException("closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /**
   * Keeps the connection open and idle until the server closes it.
   *
   * @throws IOException always
   */
  void hold() throws IOException {
    pause(Long.MAX_VALUE);
  }

  /** Closes the connection with a TCP reset. */
  void reset() throws IOException {
    tcp.setSoLinger(true, 0);
    tcp.close();
    closed.countDown();
  }

  /** Ends the server's output, of TLS and of TCP; the other direction stays open. */
  void finish() throws IOException {
    secured.shutdownOutput();
    if (secured != tcp) {
      tcp.shutdownOutput();
    }
  }

  /** Closes the connection gracefully. */
  @Override
  public void close() {
    closed.countDown();
    try {
      // A TLS socket may wait for the peer before it closes the connection below it.
      if (secured instanceof SSLSocket) {
        tcp.shutdownInput();
      }
      secured.close();
    } catch (IOException e) {
      // Closed is closed.
    } finally {
      closeTcp();
    }
  }

  private void closeTcp() {
    try {
      tcp.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
