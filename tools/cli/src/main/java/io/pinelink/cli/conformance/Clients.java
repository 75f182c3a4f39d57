package io.pinelink.cli.conformance;

import io.pinelink.Pinelink;
import io.pinelink.cli.conformance.RowCell.RouteSide;
import io.pinelink.model.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The clients of a run, each opened when it is first used. */
final class Clients implements AutoCloseable {
  private final Function<RouteSide, Pinelink.Builder> builders;
  private final ExchangeRecorder recorder;
  private final RawSender raw = new RawSender();
  private final Map<String, Pinelink> open = new HashMap<>();

  /**
   * Creates the clients.
   *
   * @param builders creates a builder with the connection options and the key, for data calls on a
   *     kind of route
   */
  Clients(Function<RouteSide, Pinelink.Builder> builders, ExchangeRecorder recorder) {
    this.builders = builders;
    this.recorder = recorder;
  }

  RawSender raw() {
    return raw;
  }

  /** Returns the client for the control plane. */
  Pinelink control() {
    return open.computeIfAbsent(
        "control", name -> recorded(builders.apply(RouteSide.PUBLIC).protocols(Protocol.REST)));
  }

  /** Returns a client for the control plane whose requests are not part of the report. */
  Pinelink unrecorded() {
    return open.computeIfAbsent(
        "unrecorded", name -> builders.apply(RouteSide.PUBLIC).protocols(Protocol.REST).build());
  }

  /** Returns the client for data over one protocol, on one kind of route. */
  Pinelink data(Protocol protocol, RouteSide side) {
    return open.computeIfAbsent(
        protocol + "/" + side, name -> recorded(builders.apply(side).protocols(protocol)));
  }

  /** Returns a client with another key, or for another version of the API. The caller closes it. */
  Pinelink special(Protocol protocol, RouteSide side, UnaryOperator<Pinelink.Builder> settings) {
    return recorded(settings.apply(builders.apply(side).protocols(protocol)));
  }

  private Pinelink recorded(Pinelink.Builder builder) {
    return builder.callListener(recorder).decorator(raw::around).build();
  }

  @Override
  public void close() {
    open.values().forEach(Pinelink::close);
  }
}
