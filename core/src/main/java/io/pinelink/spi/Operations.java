package io.pinelink.spi;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A list of every operation of the client and of the extensions on the class path. A transport
 * supports some or all of them.
 */
public final class Operations {
  private static final List<Operation<?, ?>> ALL =
      Stream.of(
              DataOperations.AREA.operations(),
              AliasOperations.AREA.operations(),
              DocumentOperations.AREA.operations(),
              ImportOperations.AREA.operations(),
              ControlOperations.AREA.operations(),
              InferenceOperations.AREA.operations(),
              MetricsOperations.AREA.operations(),
              contributed())
          .flatMap(List::stream)
          .toList();

  private Operations() {}

  private static List<Operation<?, ?>> contributed() {
    ClassLoader loader = OperationProvider.class.getClassLoader();
    return ServiceLoader.load(OperationProvider.class, loader).stream()
        .flatMap(provider -> provider.get().operations().stream())
        .toList();
  }

  /**
   * Returns all operations: of the data plane, of the control plane, of hosted models, of metrics,
   * and of extensions.
   */
  public static List<Operation<?, ?>> all() {
    return ALL;
  }
}
