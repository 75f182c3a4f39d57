package io.pinelink.grpc;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;
import io.pinelink.spi.ResponseHeaders;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What came back beside the message: headers, trailers, and whether the trailers came from a server
 * or were made up by gRPC when it gave up, which may be before there was a connection. Only a
 * tracer is told that.
 */
final class Answer extends ClientStreamTracer.Factory {
  private Metadata headers = new Metadata();
  private Metadata trailers = new Metadata();
  private volatile boolean connected;
  private volatile boolean trailersCame;
  private final AtomicLong bytes = new AtomicLong();

  @Override
  public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata requestHeaders) {
    return new ClientStreamTracer() {
      @Override
      public void streamCreated(Attributes connection, Metadata sent) {
        connected = true;
      }

      @Override
      public void inboundTrailers(Metadata received) {
        trailersCame = true;
      }

      @Override
      public void outboundWireSize(long size) {
        bytes.addAndGet(size);
      }

      @Override
      public void inboundWireSize(long size) {
        bytes.addAndGet(size);
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
   * Whether a server answered; what is no gRPC, such as a gateway's page, shows in the trailers.
   */
  boolean isFromServer() {
    return trailersCame || !trailers.keys().isEmpty();
  }

  /** What the messages of the call came to, both ways, as they were sent. */
  long bytes() {
    return bytes.get();
  }

  ResponseHeaders values() {
    return new ResponseHeaders(this::value);
  }

  private @Nullable String value(String name) {
    Metadata.Key<String> key = CallHeaders.ascii(name);
    String value = trailers.get(key);
    return value == null ? headers.get(key) : value;
  }
}
