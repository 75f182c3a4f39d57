package io.pinelink.contract.hostile;

import static java.util.Objects.requireNonNull;

import io.netty.handler.codec.http2.Http2Headers;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of an HTTP/2 connection: a thread reads and acknowledges frames, and the script
 * takes complete requests. The script's output is not validated.
 *
 * <p>Thread-safe.
 */
final class Http2Connection {
  private static final int PREFACE_LENGTH = 24;
  private static final int DEFAULT_WINDOW = 65_535;
  private static final int MAX_WINDOW = Integer.MAX_VALUE;

  /** The maximum size of a request in the tests. */
  private static final int STREAM_WINDOW = 64 * 1024 * 1024;

  private final Connection connection;
  private final Hpack hpack = new Hpack();
  private final Map<Integer, Http2Request> arriving = new HashMap<>();
  private final Queue<Http2Request> complete = new ArrayDeque<>();
  private final Set<Integer> reset = new HashSet<>();
  private final Map<Integer, Long> sent = new HashMap<>();
  private final Map<Integer, Long> granted = new HashMap<>();
  private long connectionWindow = DEFAULT_WINDOW;
  private long initialWindow = DEFAULT_WINDOW;
  private long unacknowledged;
  private int pongs;
  private int pings;

  /** Opens when the reader may continue; null while it reads. */
  private volatile @Nullable CountDownLatch resume;

  private boolean ended;
  private boolean over;
  private @Nullable Throwable problem;

  private Http2Connection(Connection connection) {
    this.connection = connection;
  }

  /** Opens the connection with settings that do not limit the client. */
  static Http2Connection open(Connection connection) throws IOException {
    return open(connection, Frame.settings(Frame.INITIAL_WINDOW_SIZE, STREAM_WINDOW));
  }

  /** Opens the connection with frames, the first of which should be the settings. */
  static Http2Connection open(Connection connection, Frame... first) throws IOException {
    Http2Connection opened = new Http2Connection(connection);
    if (connection.in().readNBytes(PREFACE_LENGTH).length < PREFACE_LENGTH) {
      throw new EOFException();
    }
    opened.send(first);
    opened.send(Frame.windowUpdate(0, MAX_WINDOW - DEFAULT_WINDOW));
    Thread reader = new Thread(opened::read, RawServer.THREAD_PREFIX + "-frames");
    reader.setDaemon(true);
    reader.start();
    return opened;
  }

  Connection connection() {
    return connection;
  }

  /** Waits for the next complete request; returns null when the client has closed. */
  synchronized @Nullable Http2Request next() throws IOException {
    while (complete.isEmpty() && !over && !ended) {
      await();
    }
    return complete.poll();
  }

  /** Sends frames with a single write. */
  void send(Frame... frames) throws IOException {
    send(List.of(frames));
  }

  /** Sends frames with a single write, ignoring the client's windows. */
  void send(List<Frame> frames) throws IOException {
    byte[][] bytes = new byte[frames.size()][];
    synchronized (this) {
      for (int i = 0; i < bytes.length; i++) {
        Frame frame = frames.get(i);
        bytes[i] = frame.toBytes();
        if (frame.type() == Frame.DATA) {
          connectionWindow -= frame.payload().length;
          sent.merge(frame.stream(), (long) frame.payload().length, Long::sum);
        }
      }
    }
    connection.send(bytes);
  }

  /** Sends a complete response within the client's windows. */
  void answer(int stream, Http2Response answer) throws IOException {
    List<Frame> frames = answer.frames(stream);
    for (Frame frame : frames) {
      if (frame.type() == Frame.DATA && !awaitWindow(stream, frame.payload().length)) {
        return;
      }
    }
    send(frames);
    forget(stream);
  }

  private synchronized void forget(int stream) {
    sent.remove(stream);
    granted.remove(stream);
  }

  /**
   * Waits until the client's windows allow a number of bytes on a stream.
   *
   * @return false if the client has reset the stream or closed the connection instead
   */
  synchronized boolean awaitWindow(int stream, int bytes) throws IOException {
    while (!over && !reset.contains(stream) && window(stream) < bytes) {
      await();
    }
    return !over && !reset.contains(stream);
  }

  /** Waits until the client has reset a stream or closed the connection. */
  synchronized void awaitReset(int stream) throws IOException {
    while (!over && !reset.contains(stream)) {
      await();
    }
  }

  /** Makes {@link #next} return null after the requests that have arrived. */
  synchronized void endRequests() {
    ended = true;
    notifyAll();
  }

  /** Stops reading, so that the client's later output stays in the system's buffers. */
  void stopReading() {
    stopReadingUntil(new CountDownLatch(1));
  }

  /** Stops reading until a latch opens. */
  void stopReadingUntil(CountDownLatch latch) {
    resume = latch;
  }

  /** Waits until the client has sent a number of PINGs, and returns that number. */
  synchronized int awaitPings(int count) throws IOException {
    while (pings < count && !over) {
      await();
    }
    return pings;
  }

  /** Waits with a PING until the client has read all earlier frames. */
  void awaitAcknowledgement() throws IOException {
    int expected;
    synchronized (this) {
      expected = pongs + 1;
    }
    send(Frame.ping());
    synchronized (this) {
      while (pongs < expected && !over) {
        await();
      }
    }
  }

  private synchronized void pinged() {
    pings++;
    notifyAll();
  }

  private synchronized void pong() {
    pongs++;
    notifyAll();
  }

  /** Returns whether the client has closed the connection. */
  synchronized boolean isOver() {
    return over;
  }

  /** Returns whether the client has reset a stream or closed the connection. */
  synchronized boolean isReset(int stream) {
    return over || reset.contains(stream);
  }

  private long window(int stream) {
    long ofStream =
        initialWindow + granted.getOrDefault(stream, 0L) - sent.getOrDefault(stream, 0L);
    return Math.min(connectionWindow, ofStream);
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private void await() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (problem != null) {
      throw new IllegalStateException("the client's frames are wrong", problem);
    }
  }

  private void read() {
    try {
      for (Frame frame = Frame.read(connection.in());
          frame != null;
          frame = Frame.read(connection.in())) {
        receive(frame);
        CountDownLatch pause = resume;
        if (pause != null) {
          awaitResume(pause);
          resume = null;
        }
      }
    } catch (IOException e) {
      // The client has gone.
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      end();
    }
  }

  /** Waits until the reader may continue, or the server closes the connection. */
  private void awaitResume(CountDownLatch pause) throws IOException {
    while (pause.getCount() > 0) {
      connection.pause(10);
    }
  }

  private synchronized void fail(Throwable thrown) {
    problem = thrown;
  }

  private synchronized void end() {
    over = true;
    notifyAll();
  }

  private void receive(Frame frame) throws IOException {
    switch (frame.type()) {
      case Frame.SETTINGS -> {
        if (!frame.has(Frame.ACK)) {
          settings(frame.payload());
          send(new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]));
        }
      }
      case Frame.PING -> {
        if (frame.has(Frame.ACK)) {
          pong();
        } else {
          send(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()));
          pinged();
        }
      }
      case Frame.HEADERS -> headers(frame);
      case Frame.DATA -> data(frame);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame);
      case Frame.RST_STREAM -> reset(frame.stream());
      default -> {
        // GOAWAY is followed by the end of the connection; other frames are irrelevant here.
      }
    }
  }

  private synchronized void settings(byte[] payload) {
    java.nio.ByteBuffer pairs = java.nio.ByteBuffer.wrap(payload);
    while (pairs.hasRemaining()) {
      int setting = pairs.getShort();
      int value = pairs.getInt();
      if (setting == Frame.INITIAL_WINDOW_SIZE) {
        initialWindow = value;
      }
    }
    notifyAll();
  }

  private void headers(Frame frame) throws IOException {
    if (!frame.has(Frame.END_HEADERS)) {
      throw new IllegalStateException("headers in several frames are not expected");
    }
    int start = (frame.has(Frame.PADDED) ? 1 : 0) + (frame.has(Frame.HAS_PRIORITY) ? 5 : 0);
    int end = frame.payload().length - (frame.has(Frame.PADDED) ? frame.payload()[0] & 0xFF : 0);
    byte[] block = java.util.Arrays.copyOfRange(frame.payload(), start, end);
    Http2Headers fields = hpack.decode(frame.stream(), block);
    Http2Request request =
        new Http2Request(
            frame.stream(),
            requireNonNull(fields.method()).toString(),
            requireNonNull(fields.path()).toString());
    synchronized (this) {
      arriving.put(frame.stream(), request);
      if (frame.has(Frame.END_STREAM)) {
        completed(frame.stream());
      }
    }
  }

  private void data(Frame frame) throws IOException {
    boolean acknowledge;
    synchronized (this) {
      Http2Request request = arriving.get(frame.stream());
      if (request != null) {
        request.append(frame.payload());
        if (frame.has(Frame.END_STREAM)) {
          completed(frame.stream());
        }
      }
      unacknowledged += frame.payload().length;
      acknowledge = unacknowledged > STREAM_WINDOW;
    }
    if (acknowledge) {
      acknowledge();
    }
  }

  private void acknowledge() throws IOException {
    int bytes;
    synchronized (this) {
      bytes = (int) unacknowledged;
      unacknowledged = 0;
    }
    send(Frame.windowUpdate(0, bytes));
  }

  private void completed(int stream) {
    Http2Request request = arriving.remove(stream);
    if (request != null) {
      complete.add(request);
      notifyAll();
    }
  }

  private synchronized void windowUpdate(Frame frame) {
    long increment = java.nio.ByteBuffer.wrap(frame.payload()).getInt();
    if (frame.stream() == 0) {
      connectionWindow += increment;
    } else {
      granted.merge(frame.stream(), increment, Long::sum);
    }
    notifyAll();
  }

  private synchronized void reset(int stream) {
    arriving.remove(stream);
    reset.add(stream);
    notifyAll();
  }
}
