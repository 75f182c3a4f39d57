package io.pinelink.rest.codec;

import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of the operations that REST supports, one row each, grouped by area. A row is created
 * when its operation is first used, so that no classes of other operations are loaded before the
 * first response. Each lambda expression in a row is such a class.
 */
public final class RestBindings {
  private static final Map<Operation<?, ?>, RestBinding<?, ?>> USED = new ConcurrentHashMap<>();

  private RestBindings() {}

  private static @Nullable RestBinding<?, ?> row(String operation) {
    RestBinding<?, ?> row = VectorBindings.row(operation);
    row = row != null ? row : NamespaceCodec.row(operation);
    row = row != null ? row : NamespaceAliasCodec.row(operation);
    row = row != null ? row : RecordCodec.row(operation);
    row = row != null ? row : DocumentBindings.row(operation);
    row = row != null ? row : ImportCodec.row(operation);
    row = row != null ? row : IndexCodec.row(operation);
    row = row != null ? row : CollectionCodec.row(operation);
    row = row != null ? row : BackupCodec.row(operation);
    row = row != null ? row : BackupScheduleCodec.row(operation);
    row = row != null ? row : ConversionCodec.row(operation);
    row = row != null ? row : InferenceCodec.row(operation);
    row = row != null ? row : MetricsBindings.row(operation);
    return row != null ? row : contributed(operation);
  }

  private static @Nullable RestBinding<?, ?> contributed(String operation) {
    for (RestBindingProvider extension : Extensions.FOUND) {
      RestBinding<?, ?> row = extension.row(operation);
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  /** The rows of extensions, which are looked up when no row of this module matches. */
  private static final class Extensions {
    static final List<RestBindingProvider> FOUND =
        ServiceLoader.load(RestBindingProvider.class, RestBindings.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /** Returns the row of an operation; null if REST does not support it. */
  @SuppressWarnings("unchecked") // A row is stored under its own operation.
  public static <Q, R> @Nullable RestBinding<Q, R> find(Operation<Q, R> operation) {
    RestBinding<?, ?> row = USED.get(operation);
    if (row == null) {
      row = row(operation.name());
      if (row != null) {
        USED.put(row.operation(), row);
        row = USED.get(operation);
      }
    }
    return (RestBinding<Q, R>) row;
  }
}
