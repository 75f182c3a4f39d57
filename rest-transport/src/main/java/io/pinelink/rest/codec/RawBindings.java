package io.pinelink.rest.codec;

import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.RawOperations;
import io.pinelink.spi.request.RawRequest;
import org.jspecify.annotations.Nullable;

/** The row of requests that are sent as they are. */
final class RawBindings {
  private RawBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "sendRaw" ->
          new RestBinding<>(RawOperations.SEND, RawBindings::request, RestBinding::empty);
      default -> null;
    };
  }

  private static RestRequest request(RawRequest raw) {
    String text = raw.body();
    JsonWriter body = text.isEmpty() ? null : json -> json.writeRaw(text);
    return new RestRequest(raw.method(), raw.path(), body, raw.contentType());
  }
}
