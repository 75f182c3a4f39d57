package io.pinelink.spi;

import java.util.List;
import java.util.stream.Stream;

/** Every operation that the client knows. A transport has a row for each one that it carries. */
public final class Operations {
  private static final List<Operation<?, ?>> ALL =
      Stream.of(
              DataOperations.ALL,
              ImportOperations.ALL,
              ControlOperations.ALL,
              InferenceOperations.ALL,
              AdminOperations.ALL)
          .flatMap(List::stream)
          .toList();

  private Operations() {}

  /** The data plane's first, then the control plane's, then those of hosted models. */
  public static List<Operation<?, ?>> all() {
    return ALL;
  }
}
