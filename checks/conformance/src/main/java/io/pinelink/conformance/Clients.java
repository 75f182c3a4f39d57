package io.pinelink.conformance;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The clients of a run, each opened when it is first used. */
final class Clients implements AutoCloseable {
  private final CheckedService service;
  private final RecordingProxy proxy;
  private final Map<Protocol, Pinelink> open = new EnumMap<>(Protocol.class);
  private @Nullable Pinelink direct;

  Clients(CheckedService service, RecordingProxy proxy) {
    this.service = service;
    this.proxy = proxy;
  }

  /** Returns the client for the control plane. */
  Pinelink control() {
    return data(Protocol.REST);
  }

  /** Returns a client for the control plane whose requests are not part of the report. */
  Pinelink unrecorded() {
    Pinelink client = direct;
    if (client == null) {
      client = service.direct().protocols(Protocol.REST).build();
      direct = client;
    }
    return client;
  }

  /** Returns the client for data over one protocol. */
  Pinelink data(Protocol protocol) {
    return open.computeIfAbsent(protocol, each -> special(each, builder -> builder));
  }

  /** Returns a client with another key, or for another version of the API. The caller closes it. */
  Pinelink special(Protocol protocol, UnaryOperator<Pinelink.Builder> settings) {
    return settings
        .apply(
            service
                .settings()
                .protocols(protocol)
                .controlPlane("http://localhost:" + proxy.controlPort()))
        .build();
  }

  @Override
  public void close() {
    open.values().forEach(Pinelink::close);
    if (direct != null) {
      direct.close();
    }
  }
}
