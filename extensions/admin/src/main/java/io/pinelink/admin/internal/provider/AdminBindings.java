package io.pinelink.admin.internal.provider;

import io.pinelink.admin.internal.request.Rename;
import io.pinelink.model.EmptyResponse;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBinding.Decoder;
import io.pinelink.rest.codec.RestBindingProvider;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The admin API over REST. */
public final class AdminBindings implements RestBindingProvider {
  /** Creates the provider; used by {@code ServiceLoader}. */
  public AdminBindings() {}

  @Override
  public @Nullable RestBinding<?, ?> row(String operation) {
    RestBinding<?, ?> row = AdminCodec.row(operation);
    return row != null ? row : PrincipalCodec.row(operation);
  }

  /** Returns the row of an operation that reads the resource with an id. */
  static <R> RestBinding<ById, R> describe(
      Operation<ById, R> operation, String path, Decoder<R> decoder) {
    return new RestBinding<>(operation, r -> RestRequest.get(withId(path, r.id())), decoder);
  }

  /** Returns the row of an operation that deletes the resource with an id. */
  static RestBinding<ById, EmptyResponse> delete(
      Operation<ById, EmptyResponse> operation, String path) {
    return new RestBinding<>(
        operation, r -> RestRequest.delete(withId(path, r.id())), RestBinding::empty);
  }

  /** Returns the row of an operation that changes the resource with an id. */
  static <Q, R> RestBinding<Q, R> update(
      Operation<Q, R> operation,
      String path,
      Function<Q, String> id,
      Function<Q, JsonWriter> members,
      Decoder<R> decoder) {
    return new RestBinding<>(
        operation,
        r -> RestRequest.patchObject(withId(path, id.apply(r)), members.apply(r)),
        decoder);
  }

  /** Returns the row of an operation that creates a resource. */
  static <Q, R> RestBinding<Q, R> post(
      Operation<Q, R> operation, String path, Function<Q, JsonWriter> members, Decoder<R> decoder) {
    return new RestBinding<>(
        operation, r -> RestRequest.postObject(path, members.apply(r)), decoder);
  }

  static JsonWriter rename(Rename request) {
    return json -> json.writeStringField("name", request.name());
  }

  static String withId(String path, String id) {
    return path + "/" + RestRequest.segment(id);
  }
}
