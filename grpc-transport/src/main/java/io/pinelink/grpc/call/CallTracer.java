package io.pinelink.grpc.call;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.ErrorDetails;
import io.pinelink.spi.ResponseHeaders;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A tracer that records headers, trailers and the progress of a call: whether the trailers came
 * from a server or gRPC created them after a failure, and whether that was before any part of the
 * call was sent. gRPC reports the last fact only to tracers.
 */
public final class CallTracer extends ClientStreamTracer.Factory {
  private static final System.Logger LOG = System.getLogger(CallTracer.class.getName());

  private static final String REFUSED_STREAM =
      "RST_STREAM closed stream. HTTP/2 error code: REFUSED_STREAM";
  private static final String GOODBYE =
      "Abrupt GOAWAY closed sent stream. HTTP/2 error code: NO_ERROR";

  private static final AtomicLongFieldUpdater<CallTracer> BYTES =
      AtomicLongFieldUpdater.newUpdater(CallTracer.class, "bytes");

  private final Deadline deadline;
  private @Nullable Metadata headers;
  private @Nullable Metadata trailers;
  private volatile boolean connected;
  private volatile boolean left;
  private volatile boolean headersCame;
  private volatile boolean trailersCame;
  private volatile long bytes;

  /** Creates the tracer of a call with this deadline. */
  public CallTracer(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata requestHeaders) {
    return new ClientStreamTracer() {
      @Override
      public void streamCreated(Attributes connection, Metadata sent) {
        connected = true;
        // Only now, since connecting may have taken a while.
        putTimeout(sent);
      }

      @Override
      public void outboundHeaders() {
        left = true;
      }

      @Override
      public void inboundHeaders() {
        headersCame = true;
      }

      @Override
      public void inboundTrailers(Metadata received) {
        trailersCame = true;
      }

      @Override
      public void outboundWireSize(long size) {
        BYTES.addAndGet(CallTracer.this, size);
      }

      @Override
      public void inboundWireSize(long size) {
        BYTES.addAndGet(CallTracer.this, size);
      }
    };
  }

  /**
   * Puts the timeout into the headers. It never throws, because that would end the channel for all
   * calls: without the timeout, the client still ends the call at its deadline.
   */
  private void putTimeout(Metadata sent) {
    try {
      CallHeaders.putTimeout(sent, deadline);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a call is sent without its timeout", e);
    }
  }

  void headers(Metadata received) {
    headers = received;
  }

  public void trailers(Metadata received) {
    trailers = received;
  }

  /** Returns whether the call was given to a connection; before that, no part of it was sent. */
  boolean isConnected() {
    return connected;
  }

  /**
   * Returns whether the server cannot have executed a call that failed with this status, which gRPC
   * created. gRPC knows this for its own attempts, but does not expose it ({@code
   * ClientStreamListener.RpcProgress}). This method derives it from the information that gRPC
   * exposes:
   *
   * <ul>
   *   <li>A tracer receives the headers event when the socket has accepted their last byte. Before
   *       that, the socket cannot have accepted the end of the message, which follows them, and
   *       without its end a unary call is incomplete. This covers a connection that is reset while
   *       the call is written, and a call that waited for its turn on a connection that was
   *       abandoned before.
   *   <li>A server that refuses a stream, or sends a GOAWAY that names an earlier stream as its
   *       last, has not processed the call and will not (RFC 9113, sections 8.7 and 6.8). gRPC
   *       reports these two only in the text of the status. It writes the beginning of that text
   *       itself; the text of a server comes after it. A GOAWAY with an error code does not count,
   *       as in gRPC.
   * </ul>
   */
  boolean isUnsent(Status status) {
    String text = String.valueOf(status.getDescription());
    return !left || (!headersCame && (text.startsWith(REFUSED_STREAM) || text.startsWith(GOODBYE)));
  }

  /**
   * Returns whether a server answered. Answers that are not gRPC, such as a gateway's page, appear
   * in the trailers.
   */
  boolean isFromServer() {
    return trailersCame || (trailers != null && !trailers.keys().isEmpty());
  }

  /** Returns the total size on the wire of the messages sent and received. */
  long bytes() {
    return bytes;
  }

  /** Returns the reason in the trailers of a failed call. */
  ErrorDetails details() {
    return StatusDetails.of(trailers);
  }

  ResponseHeaders values() {
    return new ResponseHeaders(this::value);
  }

  private @Nullable String value(String name) {
    Metadata.Key<String> key = CallHeaders.ascii(name);
    String value = trailers == null ? null : trailers.get(key);
    return value != null || headers == null ? value : headers.get(key);
  }
}
