package io.pinelink.rest.http;

import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.rest.json.ResponseBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * The handler of one exchange on one connection: writes the request, collects the response, and
 * tracks its progress.
 *
 * <p>Used on the connection's I/O thread, except where a method says otherwise.
 */
final class ExchangeHandler<R> implements AsyncClientExchangeHandler {
  private enum State {
    /** No byte was written. */
    QUEUED,
    RUNNING,
    /** The response is complete, or the exchange has failed. */
    ENDED
  }

  /** The position of a handler that uses no capacity of its connection. */
  static final int RELEASED = -1;

  private final HttpExchange<R> exchange;
  private final HttpConnection connection;

  /** The position among the handlers that the connection is running. */
  private int position = RELEASED;

  private volatile State state = State.QUEUED;
  private volatile @Nullable Cancellable stream;

  private @Nullable HttpRequest requestHead;
  private @Nullable RequestBuffer request;
  private boolean requestSent;
  private long writtenBefore;
  private long sentBefore;

  private int streamId;
  private int headers;
  private boolean refused;

  private @Nullable HttpResponse head;
  private @Nullable ResponseBuffer answer;

  ExchangeHandler(HttpExchange<R> exchange, HttpConnection connection) {
    this.exchange = exchange;
    this.connection = connection;
  }

  HttpExchange<R> exchange() {
    return exchange;
  }

  int position() {
    return position;
  }

  void setPosition(int next) {
    position = next;
  }

  /** Encodes the request, before the library knows of it: what throws here affects no other. */
  void prepare() throws IOException {
    RequestBuffer body = exchange.encodeBody();
    request = body;
    requestSent = body == null;
    try {
      requestHead = exchange.head(body, connection.isMultiplexed());
    } catch (RuntimeException | Error e) {
      releaseRequest();
      throw e;
    }
  }

  /** Returns whether the request has been started and the response is incomplete; on any thread. */
  boolean isRunning() {
    return state == State.RUNNING;
  }

  /** Returns whether the whole request has been passed to the connection. */
  boolean isRequestSent() {
    return requestSent;
  }

  /** Aborts the exchange; on any thread. */
  void abort() {
    connection.abort(this);
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    if (exchange.isDone() && !connection.isMultiplexed()) {
      throw new ConnectionClosedException("the call ended before its request was sent");
    }
    state = State.RUNNING;
    connection.starting(this);
    writtenBefore = connection.written();
    sentBefore = connection.sent();
    RequestBuffer body = request;
    channel.sendRequest(
        Objects.requireNonNull(requestHead),
        body == null ? null : new BasicEntityDetails(body.length(), null),
        context);
    if (exchange.isDone()) {
      connection.abort(this);
    }
  }

  @Override
  public int available() {
    return request == null ? 0 : 1;
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    RequestBuffer body = request;
    if (body == null) {
      return;
    }
    try {
      write(body, channel);
    } catch (RuntimeException | Error e) {
      // Ends this exchange alone, where the library would end all exchanges of the connection.
      request = null;
      exchange.fail(new IOException("the request could not be written (" + e + ")", e), false);
      connection.abort(this);
    }
  }

  private void write(RequestBuffer body, DataStreamChannel channel) throws IOException {
    for (ByteBuffer chunk = body.next(); chunk != null; chunk = body.next()) {
      if (channel.write(chunk) == 0) {
        return;
      }
    }
    request = null;
    requestSent = true;
    channel.endStream();
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException {
    if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
      throw new ProtocolException("the server switched protocols without being asked to");
    }
  }

  @Override
  public void consumeResponse(
      HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
      throws IOException {
    if (state != State.RUNNING) {
      throw connection.stopReading("the call has already ended");
    }
    head = response;
    try {
      answer = exchange.newBody(response);
    } catch (RuntimeException | Error e) {
      throw unreadable(e);
    }
    if (entity == null) {
      end();
    }
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    if (state == State.RUNNING) {
      capacity.update(Http2Connection.STREAM_WINDOW);
    }
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    ResponseBuffer body = answer;
    if (state != State.RUNNING || body == null) {
      throw connection.stopReading("the call has already ended");
    }
    boolean fits;
    try {
      fits = body.append(bytes);
    } catch (RuntimeException | Error e) {
      throw unreadable(e);
    }
    if (!fits) {
      // The bytes read so far suffice, and the rest may be endless.
      fail(exchange.overflow(responseHead(), body));
      throw connection.stopReading("the response is larger than its limit");
    }
  }

  /** Fails this exchange alone, where the library would end all exchanges of the connection. */
  private IOException unreadable(Throwable thrown) {
    fail(exchange.unreadable(thrown));
    return connection.stopReading("the response cannot be read");
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    if (state == State.RUNNING) {
      end();
    }
  }

  private void end() {
    state = State.ENDED;
    connection.finished(this);
    connection.ended(this);
  }

  /** Returns the outcome of the response, after it has ended; only once. */
  Outcome<R> outcome() {
    ResponseBuffer body = answer;
    if (body == null) {
      throw new IllegalStateException("there is no response");
    }
    answer = null;
    try {
      return exchange.outcome(responseHead(), body);
    } finally {
      body.release();
    }
  }

  private HttpResponse responseHead() {
    HttpResponse response = head;
    if (response == null) {
      throw new IllegalStateException("there is no response");
    }
    return response;
  }

  @Override
  public void failed(Exception cause) {
    switch (state) {
      case QUEUED -> {
        state = State.ENDED;
        releaseRequest();
        connection.runElsewhere(this);
      }
      case RUNNING -> {
        boolean streamOnly = cause instanceof H2StreamResetException;
        boolean unsent =
            head == null
                && (refused
                    || isRefusal(cause)
                    || (streamOnly
                        ? connection.written() == writtenBefore // what is encrypted will be sent
                        : connection.hasSentNothingSince(writtenBefore, sentBefore)));
        state = State.ENDED;
        try {
          connection.finished(this);
          connection.failed(this, streamOnly && connection.isMultiplexed());
        } finally {
          exchange.fail(connection.reason(cause), unsent);
        }
      }
      case ENDED -> {}
    }
  }

  /** A server that refuses a stream has not processed its request (RFC 9113, section 8.7). */
  private static boolean isRefusal(Exception cause) {
    return cause instanceof H2StreamResetException reset
        && reset.getCode() == H2Error.REFUSED_STREAM.getCode();
  }

  private void fail(Outcome<R> outcome) {
    state = State.ENDED;
    try {
      connection.finished(this);
      connection.failed(this, false);
    } finally {
      exchange.complete(outcome);
    }
  }

  /** Fails the exchange because the server has not processed the request and never will. */
  void refused(String why) {
    refused = true;
    failed(new ConnectionClosedException(why));
  }

  @Override
  public void releaseResources() {
    // Nearly every exchange has ended by now, and needs no exception.
    if (state != State.ENDED) {
      failed(new ConnectionClosedException("the connection was closed"));
    }
    releaseRequest();
  }

  private void releaseRequest() {
    RequestBuffer body = request;
    request = null;
    if (body != null) {
      body.release();
    }
  }

  void onStream(int id) {
    streamId = id;
  }

  int streamId() {
    return streamId;
  }

  /** Counts one more block of headers, and returns the total. */
  int countHeaders() {
    return ++headers;
  }

  /** Makes the library reset the stream when its next frame arrives; false if it already will. */
  boolean cancelStream() {
    Cancellable running = stream;
    return running != null && running.cancel();
  }

  /**
   * Aborts the exchange, or runs it elsewhere if it has not started: older releases of the library
   * cancel the requests that wait when a connection ends.
   */
  @Override
  public void cancel() {
    if (state == State.QUEUED) {
      failed(new ConnectionClosedException("the connection ended before the request was sent"));
    } else {
      abort();
    }
  }

  /** Returns the object through which the library provides the way to reset the stream. */
  CancellableDependency streamReset() {
    return new StreamReset();
  }

  private final class StreamReset implements CancellableDependency {
    @Override
    public void setDependency(Cancellable cancellable) {
      stream = cancellable;
    }

    @Override
    public boolean isCancelled() {
      return exchange.isDone();
    }

    @Override
    public boolean cancel() {
      abort();
      return true;
    }
  }
}
