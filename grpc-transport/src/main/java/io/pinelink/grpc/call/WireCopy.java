package io.pinelink.grpc.call;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.pinelink.model.Protocol;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.WireExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of the messages of one call, for an observer that wants them. */
public final class WireCopy {
  private final CallObserver observer;
  private final String apiVersion;
  private final String path;
  private final byte[] sent;
  private volatile byte[] received = {};

  private WireCopy(CallObserver observer, String apiVersion, String path, byte[] sent) {
    this.observer = observer;
    this.apiVersion = apiVersion;
    this.path = path;
    this.sent = sent;
  }

  /** Creates the copy of a call; null if the observer does not want it. */
  public static <P> @Nullable WireCopy of(
      CallObserver observer, String apiVersion, MethodDescriptor<P, ?> method, P message) {
    if (!observer.wantsExchanges()) {
      return null;
    }
    try (InputStream bytes = method.streamRequest(message)) {
      return new WireCopy(
          observer, apiVersion, "/" + method.getFullMethodName(), bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the request cannot be encoded: " + e, e);
    }
  }

  /** Returns the method with responses that are copied before they are read. */
  public <P, S> MethodDescriptor<P, S> of(MethodDescriptor<P, S> method) {
    return method.toBuilder(
            method.getRequestMarshaller(), new Copying<>(method.getResponseMarshaller()))
        .build();
  }

  /** Reports the call, if a server answered it. */
  void report(Status status, CallTracer tracer) {
    if (tracer.isFromServer() || status.isOk()) {
      Map<String, String> headers = new HashMap<>();
      if (status.getDescription() != null) {
        headers.put("grpc-message", status.getDescription());
      }
      tracer.forEach(
          (name, value) -> headers.merge(name, value, (first, second) -> first + ", " + second));
      observer.exchanged(
          new WireExchange(
              Protocol.GRPC,
              apiVersion,
              "POST",
              path,
              sent,
              status.getCode().value(),
              headers,
              received));
    }
  }

  /** Returns the values of a header as text. */
  static Iterable<String> values(Metadata metadata, String name) {
    if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      Iterable<String> texts = metadata.getAll(CallHeaders.ascii(name));
      return texts == null ? List.of() : texts;
    }
    List<String> texts = new ArrayList<>();
    Iterable<byte[]> values =
        metadata.getAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
    if (values != null) {
      values.forEach(value -> texts.add(Base64.getEncoder().encodeToString(value)));
    }
    return texts;
  }

  private final class Copying<T> implements MethodDescriptor.Marshaller<T> {
    private final MethodDescriptor.Marshaller<T> marshaller;

    Copying(MethodDescriptor.Marshaller<T> marshaller) {
      this.marshaller = marshaller;
    }

    @Override
    public InputStream stream(T value) {
      return marshaller.stream(value);
    }

    @Override
    public T parse(InputStream stream) {
      try {
        received = stream.readAllBytes();
      } catch (IOException e) {
        throw Status.INTERNAL
            .withDescription("the response cannot be read")
            .withCause(e)
            .asRuntimeException();
      }
      return marshaller.parse(new ByteArrayInputStream(received));
    }
  }
}
