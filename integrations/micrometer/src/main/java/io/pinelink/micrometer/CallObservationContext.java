package io.pinelink.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallStart;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of the observation of a call. Spans made from it are of the kind {@code CLIENT}.
 * Nothing is propagated to the service.
 */
public final class CallObservationContext extends SenderContext<CallStart> {
  private final CallStart call;
  private final boolean namespaces;
  private volatile @Nullable CallEnd end;

  CallObservationContext(CallStart call, boolean namespaces) {
    super((carrier, key, value) -> {}, Kind.CLIENT);
    this.call = call;
    this.namespaces = namespaces;
    setCarrier(call);
    setRemoteServiceName(CallAttributes.PINECONE);
  }

  /** Returns the call. */
  public CallStart call() {
    return call;
  }

  /**
   * Returns the namespace that the observation may contain; empty for the default one, for calls
   * without a namespace, and for a listener {@linkplain MicrometerCallListener#withoutNamespaces()
   * without namespaces}.
   */
  public Optional<String> namespace() {
    return Optional.of(call.namespace()).filter(name -> namespaces && !name.isEmpty());
  }

  /** Returns the end of the call; empty while it is in flight. */
  public Optional<CallEnd> end() {
    return Optional.ofNullable(end);
  }

  void end(CallEnd ended) {
    end = ended;
  }
}
