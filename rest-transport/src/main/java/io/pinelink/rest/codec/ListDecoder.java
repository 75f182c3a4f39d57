package io.pinelink.rest.codec;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.rest.codec.RestBinding.Decoder;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import java.util.List;
import java.util.Optional;

/** The decoders of responses that consist of a list. */
public final class ListDecoder {
  private ListDecoder() {}

  /** Returns a decoder of a whole list, which is a member of the response. */
  public static <T> Decoder<ListResponse<T>> list(String name, Decoder<T> element) {
    return (json, info) -> {
      JsonObject body = json.object();
      Member<List<T>> items = body.list(name, value -> element.decode(value, info));
      body.read();
      return new VectorResponses.ListResult<>(items.orElse(List.of()), Optional.empty(), info);
    };
  }

  /** Returns a decoder of a page, whose items are the member {@code data}. */
  public static <T> Decoder<ListResponse<T>> page(Decoder<T> element) {
    return (json, info) -> {
      JsonObject page = json.object();
      Member<List<T>> items = page.list("data", value -> element.decode(value, info));
      Member<String> next = page.object("pagination").text("next");
      page.read();
      return new VectorResponses.ListResult<>(items.orElse(List.of()), next.optional(), info);
    };
  }
}
