package io.pinelink.rest.codec;

import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of the operations that REST supports, one row each, grouped by area. */
public final class RestBindings {
  private static final Map<Operation<?, ?>, RestBinding<?, ?>> BY_OPERATION =
      Stream.of(
              VectorBindings.BINDINGS,
              NamespaceBindings.BINDINGS,
              NamespaceAliasBindings.BINDINGS,
              RecordBindings.BINDINGS,
              DocumentBindings.BINDINGS,
              ImportBindings.BINDINGS,
              IndexBindings.BINDINGS,
              CollectionBindings.BINDINGS,
              BackupBindings.BINDINGS,
              BackupScheduleBindings.BINDINGS,
              ConversionBindings.BINDINGS,
              InferenceBindings.BINDINGS,
              AdminBindings.BINDINGS,
              PrincipalBindings.BINDINGS,
              MetricsBindings.BINDINGS)
          .flatMap(List::stream)
          .collect(Collectors.toMap(RestBinding::operation, Function.identity()));

  private RestBindings() {}

  @SuppressWarnings("unchecked") // A row is stored under its own operation.
  public static <Q, R> @Nullable RestBinding<Q, R> find(Operation<Q, R> operation) {
    return (RestBinding<Q, R>) BY_OPERATION.get(operation);
  }
}
