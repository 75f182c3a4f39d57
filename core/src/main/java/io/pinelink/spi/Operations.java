package io.pinelink.spi;

import java.util.List;
import java.util.stream.Stream;

/** A list of every operation that the client knows. A transport supports some or all of them. */
public final class Operations {
  private static final List<Operation<?, ?>> ALL =
      Stream.of(
              DataOperations.ALL,
              AliasOperations.ALL,
              DocumentOperations.ALL,
              ImportOperations.ALL,
              ControlOperations.ALL,
              InferenceOperations.ALL,
              MetricsOperations.ALL,
              AdminOperations.ALL)
          .flatMap(List::stream)
          .toList();

  private Operations() {}

  /**
   * Returns all operations: of the data plane, of the control plane, of hosted models, of metrics
   * and of the admin API.
   */
  public static List<Operation<?, ?>> all() {
    return ALL;
  }
}
