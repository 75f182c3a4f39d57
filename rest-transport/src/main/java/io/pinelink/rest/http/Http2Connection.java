package io.pinelink.rest.http;

import io.pinelink.spi.FrameBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.impl.nio.ClientH2IOEventHandler;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP/2 and runs as many exchanges at once as the server allows.
 *
 * <p>The library leaves four things to its user, which are done here and in {@link FrameMonitor}: a
 * cancelled stream is reset even if the server stays silent; a GOAWAY takes the connection out of
 * its pool and fails the streams that the server has not processed; frames of unknown types are
 * skipped (RFC 9113, section 4.1); and a connection without progress is pinged or abandoned ({@link
 * Http2StallGuard}).
 */
final class Http2Connection extends HttpConnection {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /**
   * The bytes that a server may send on one stream before it has to wait for the client; most large
   * results are smaller.
   */
  static final int STREAM_WINDOW = 8 * 1_024 * 1_024;

  /** The largest frame that the client accepts, in bytes. */
  static final int MAX_FRAME = 16 * 1_024;

  private static final int MAX_HEADER_LIST = 64 * 1_024;

  /**
   * Counted by {@link FrameMonitor}: the library does so since 5.4, without those that are empty.
   */
  static final int MAX_CONTINUATIONS = 16;

  private static final int MAX_HEADERS_OF_A_STREAM = 100;

  /** The head of a PING: 8 bytes of payload, no flags, no stream (RFC 9113, section 6.7). */
  private static final byte[] PING_HEAD = {0, 0, 8, 6, 0, 0, 0, 0, 0};

  private static final int PING_LENGTH = 17;

  private static final H2Config CONFIG =
      H2Config.custom()
          .setPushEnabled(false)
          .setInitialWindowSize(STREAM_WINDOW)
          .setMaxFrameSize(MAX_FRAME)
          .setMaxHeaderListSize(MAX_HEADER_LIST)
          .build();

  private static final HttpProcessor NO_INTERCEPTORS = HttpProcessorBuilder.create().build();

  private final ConnectAttempt.Way way;
  private final IOEventHandler protocol;
  private final ClientH2StreamMultiplexer multiplexer;
  private final FrameReader frames = new FrameReader(this::hand, this::arrived);

  /** The bytes left to send before the first frame. */
  private final ByteBuffer preface = StandardCharsets.US_ASCII.encode(PREFACE);

  /** The bytes that the server sent before the preface was written. */
  private final ByteArrayOutputStream early = new ByteArrayOutputStream();

  private boolean started;

  /** The running exchanges, by stream. */
  private final Map<Integer, ExchangeHandler<?>> streams = new HashMap<>();

  /** Abandoned exchanges whose streams must be reset. */
  private final Queue<ExchangeHandler<?>> aborted = new ConcurrentLinkedQueue<>();

  /** The exchange whose request is being written. */
  private @Nullable ExchangeHandler<?> starting;

  private boolean settled;

  private final Http2StallGuard guard;
  private final FrameBudget budget = new FrameBudget();

  /** The number of running exchanges. */
  private volatile int running;

  /** The numbers of frames of responses, of responses that ended, and of reads. */
  private volatile long answers;

  private volatile long ends;
  private volatile long inputs;

  /** The bytes of the preface and of all frames whose writing has begun. */
  private long begun = PREFACE.length();

  private volatile boolean pingDue;

  /** The bytes left to send of a ping; null if none is being sent. */
  private @Nullable ByteBuffer ping;

  /**
   * Creates a connection on a session whose TLS handshake has agreed on HTTP/2.
   *
   * @param way receives this connection once the server has reported how many streams it allows, or
   *     its failure before that
   */
  Http2Connection(
      ProtocolIOSession session,
      ConnectionPool pool,
      InetSocketAddress remote,
      ConnectionUse use,
      ConnectAttempt.Way way) {
    super(session, pool, remote, use);
    this.way = way;
    this.multiplexer =
        new ClientH2StreamMultiplexer(
            this.session,
            DefaultFrameFactory.INSTANCE,
            NO_INTERCEPTORS,
            null,
            CONFIG,
            null,
            new FrameMonitor(this));
    this.protocol = new ClientH2IOEventHandler(multiplexer);
    this.guard = pool.newStallGuard();
  }

  @Override
  void onEnd(@Nullable Exception cause) {
    way.fail(
        cause == null
            ? new ConnectionClosedException("the connection was closed before it was ready")
            : cause);
  }

  @Override
  IOEventHandler protocol() {
    return protocol;
  }

  @Override
  boolean isProtocolOpen() {
    return multiplexer.isOpen();
  }

  @Override
  boolean isMultiplexed() {
    return true;
  }

  @Override
  public void connected(IOSession unused) {
    session.setEvent(SelectionKey.OP_WRITE); // for the preface
  }

  @Override
  boolean isReadyForOutput() throws IOException {
    if (!started) {
      session.write(preface);
      if (preface.hasRemaining()) {
        return false;
      }
      started = true;
      protocol.connected(session);
      receive(ByteBuffer.wrap(early.toByteArray()));
      early.reset();
    }
    resetAborted();
    return isPinged();
  }

  /**
   * Writes the ping that is due, past the library, which sends none while the server allows no more
   * streams. Returns whether the library may write.
   */
  private boolean isPinged() throws IOException {
    ByteBuffer rest = ping;
    if (rest == null && pingDue && written() == begun) {
      pingDue = false;
      rest = ByteBuffer.allocate(PING_LENGTH).put(PING_HEAD).putLong(0).flip();
      begun += PING_LENGTH;
    }
    if (rest == null) {
      return true;
    }
    session.write(rest);
    ping = rest.hasRemaining() ? rest : null;
    return ping == null;
  }

  /** Records that a frame of this many bytes is about to be written. */
  void writing(int bytes) {
    begun += bytes;
  }

  /** Records a frame that the server has sent. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the I/O thread writes them
  private void arrived(@Nullable FrameType type, int flags, int length) throws IOException {
    if (type == FrameType.DATA) {
      boolean padded = (flags & FrameFlag.PADDED.getValue()) != 0;
      budget.receivedData(padded ? 0 : length);
    } else {
      budget.received();
    }
    boolean reset = type == FrameType.RST_STREAM;
    if (reset || type == FrameType.DATA || type == FrameType.HEADERS) {
      answers++;
      if (reset || (flags & FrameFlag.END_STREAM.getValue()) != 0) {
        ends++;
        budget.ended();
      }
    }
    if (budget.isExceeded()) {
      throw new H2ConnectionException(H2Error.ENHANCE_YOUR_CALM, FrameBudget.excess());
    }
  }

  @Override
  void check() {
    Http2StallGuard.Verdict verdict =
        guard.check(
            new Http2StallGuard.Progress(running, answers, ends, inputs, written(), isBlocked()));
    switch (verdict.action()) {
      case PING -> {
        pingDue = true;
        requestOutput();
      }
      case LEAVE -> retire();
      case CLOSE -> abandon(verdict.why());
      case KEEP -> {}
    }
  }

  private void requestOutput() {
    try {
      session.setEvent(SelectionKey.OP_WRITE);
    } catch (CancelledKeyException e) {
      // The connection has ended, and so have its streams.
    }
  }

  @Override
  boolean hasWork() {
    return super.hasWork() || (!aborted.isEmpty() && frames.isBetweenFrames());
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the I/O thread writes it
  void receive(@Nullable ByteBuffer source) throws IOException {
    inputs++;
    if (source == null) {
      hand(null);
    } else if (started) {
      frames.read(source);
      resetAborted();
    } else {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      early.writeBytes(bytes);
    }
  }

  private void hand(@Nullable ByteBuffer bytes) throws IOException {
    protocol.inputReady(session, bytes);
  }

  @Override
  void starting(ExchangeHandler<?> handler) {
    starting = handler;
  }

  /** Records the stream on which the head of a request is written. */
  void onStream(int streamId) {
    ExchangeHandler<?> handler = starting;
    if (handler != null) {
      handler.onStream(streamId);
      streams.put(streamId, handler);
      running = streams.size();
      starting = null;
    }
    budget.sentRequest();
  }

  /** Records that a DATA frame of a request is written. */
  void sendingData() {
    budget.sentData();
  }

  @Override
  void finished(ExchangeHandler<?> handler) {
    streams.remove(handler.streamId());
    running = streams.size();
  }

  /** Sets the number of streams that the server allows at once. */
  void limit(int maxStreams) {
    if (settled) {
      pool().limit(this, maxStreams);
    } else {
      use.limit = maxStreams;
    }
  }

  /** Reports the connection as ready when the server's first settings arrive. */
  void settingsReceived() {
    if (!settled) {
      settled = true;
      way.succeed(this);
    }
  }

  /**
   * Retires the connection after a GOAWAY: the server accepts no more requests, and has processed
   * those up to this stream.
   */
  void goAway(int lastStream) {
    retire();
    List<ExchangeHandler<?>> unseen = new ArrayList<>();
    streams.forEach(
        (streamId, handler) -> {
          if (streamId > lastStream) {
            unseen.add(handler);
          }
        });
    unseen.forEach(handler -> handler.refused("the server sent GOAWAY before this request"));
  }

  @Override
  void abort(ExchangeHandler<?> handler) {
    aborted.add(handler);
    requestOutput();
  }

  /**
   * Resets the streams of aborted exchanges. The library does so when the next frame of such a
   * stream arrives. A silent server sends none, so an empty frame is inserted instead.
   */
  private void resetAborted() throws IOException {
    while (frames.isBetweenFrames()) {
      ExchangeHandler<?> handler = aborted.poll();
      if (handler == null) {
        return;
      }
      if (handler.isRunning() && handler.cancelStream()) {
        hand(emptyData(handler.streamId()));
      }
    }
  }

  private static ByteBuffer emptyData(int streamId) {
    return ByteBuffer.allocate(FrameReader.HEAD)
        .putInt(FrameType.DATA.getValue()) // a length of 0 in the upper three bytes
        .put((byte) 0)
        .putInt(streamId)
        .flip();
  }

  @Override
  IOException stopReading(String why) {
    return new H2StreamResetException(H2Error.CANCEL, why);
  }

  /** Limits the headers of one stream, since informational responses could continue forever. */
  void headersReceived(int streamId) {
    ExchangeHandler<?> handler = streams.get(streamId);
    if (handler != null && handler.countHeaders() > MAX_HEADERS_OF_A_STREAM) {
      reset();
    }
  }
}
