package io.pinelink.grpc;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.ResponseHeaders;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What came back beside the message, and how far the call got: headers, trailers, whether the
 * trailers came from a server or were made up by gRPC when it gave up, and whether that was before
 * anything of the call had left. Only a tracer is told that.
 */
final class CallTracer extends ClientStreamTracer.Factory {
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

  /** Of a call that has this much time. */
  CallTracer(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata requestHeaders) {
    return new ClientStreamTracer() {
      @Override
      public void streamCreated(Attributes connection, Metadata sent) {
        connected = true;
        // Now, since it may have taken a while to connect.
        CallHeaders.tellTime(sent, deadline);
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

  void headers(Metadata received) {
    headers = received;
  }

  void trailers(Metadata received) {
    trailers = received;
  }

  /** Whether the call was given to a connection; until then nothing of it can have left. */
  boolean isConnected() {
    return connected;
  }

  /**
   * Whether the server cannot have acted on a call that failed with this status, which gRPC made
   * up. gRPC knows, for the attempts that it makes by itself, but shows it to nobody else ({@code
   * ClientStreamListener.RpcProgress}); so it is put together again, from what it shows:
   *
   * <ul>
   *   <li>A tracer is told of headers when the socket has taken the last byte of them. Before it
   *       has, it cannot have taken the end of the message, which comes after them, and without its
   *       end a unary call is none. This covers a connection that is reset as the call is written,
   *       and a call that waited for its turn on a connection that was given up before.
   *   <li>A server that refuses a stream, or says goodbye and names an earlier stream as its last,
   *       has not looked at the call and will not (RFC 9113, sections 8.7 and 6.8). gRPC has these
   *       two in the words of the status alone, whose beginning is its own; what a server says
   *       comes after it. A goodbye for another reason than that it is time is taken for nothing,
   *       as gRPC does.
   * </ul>
   */
  boolean isUnsent(Status status) {
    String text = String.valueOf(status.getDescription());
    return !left || (!headersCame && (text.startsWith(REFUSED_STREAM) || text.startsWith(GOODBYE)));
  }

  /**
   * Whether a server answered; what is no gRPC, such as a gateway's page, shows in the trailers.
   */
  boolean isFromServer() {
    return trailersCame || (trailers != null && !trailers.keys().isEmpty());
  }

  /** What the messages of the call came to, both ways, as they were sent. */
  long bytes() {
    return bytes;
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
