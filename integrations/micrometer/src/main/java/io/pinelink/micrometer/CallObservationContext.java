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
  private volatile @Nullable CallEnd end;

  CallObservationContext(CallStart call) {
    super((carrier, key, value) -> {}, Kind.CLIENT);
    this.call = call;
    setCarrier(call);
    setRemoteServiceName(CallAttributes.PINECONE);
  }

  /** Returns the call. */
  public CallStart call() {
    return call;
  }

  /** Returns the end of the call; empty while it is in flight. */
  public Optional<CallEnd> end() {
    return Optional.ofNullable(end);
  }

  void end(CallEnd ended) {
    end = ended;
  }
}
