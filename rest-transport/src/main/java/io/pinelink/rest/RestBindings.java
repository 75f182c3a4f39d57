package io.pinelink.rest;

import static io.pinelink.rest.RestRequest.segment;
import static io.pinelink.spi.Operations.CONFIGURE_INDEX;
import static io.pinelink.spi.Operations.CREATE_INDEX;
import static io.pinelink.spi.Operations.DELETE_INDEX;
import static io.pinelink.spi.Operations.DESCRIBE_INDEX;
import static io.pinelink.spi.Operations.LIST_INDEXES;

import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every operation that goes over REST, one row each. */
final class RestBindings {
  private static final List<RestBinding<?, ?>> ROWS =
      List.of(
          new RestBinding<>(
              CREATE_INDEX,
              r -> RestRequest.post("/indexes", ToJson.createIndex(r)),
              FromJson::index),
          new RestBinding<>(
              DESCRIBE_INDEX,
              r -> RestRequest.get("/indexes/" + segment(r.name())),
              FromJson::index),
          new RestBinding<>(LIST_INDEXES, r -> RestRequest.get("/indexes"), FromJson::indexList),
          new RestBinding<>(
              CONFIGURE_INDEX,
              r -> RestRequest.patch("/indexes/" + segment(r.name()), ToJson.configureIndex(r)),
              FromJson::index),
          new RestBinding<>(
              DELETE_INDEX,
              r -> RestRequest.delete("/indexes/" + segment(r.name())),
              FromJson::deleteIndex));

  private static final Map<Operation<?, ?>, RestBinding<?, ?>> BY_OPERATION =
      ROWS.stream().collect(Collectors.toMap(RestBinding::operation, Function.identity()));

  private RestBindings() {}

  @SuppressWarnings("unchecked") // A row is stored under its own operation.
  static <Q, R> @Nullable RestBinding<Q, R> find(Operation<Q, R> operation) {
    return (RestBinding<Q, R>) BY_OPERATION.get(operation);
  }
}
