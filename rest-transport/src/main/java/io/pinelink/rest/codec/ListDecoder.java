package io.pinelink.rest.codec;

import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.codec.RestBinding.Decoder;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The decoders of responses that consist of a list. */
final class ListDecoder {
  private ListDecoder() {}

  /** Returns a decoder of a whole list, which is a member of the response. */
  static <T, R> Decoder<R> list(
      String name, Decoder<T> element, BiFunction<List<T>, ResponseInfo, R> response) {
    return (json, info) -> {
      JsonObject body = json.object();
      Member<List<T>> items = body.list(name, value -> element.decode(value, info));
      body.read();
      return response.apply(items.orElse(List.of()), info);
    };
  }

  /** Returns a decoder of a page, whose items are the member {@code data}. */
  static <T, R> Decoder<R> page(Decoder<T> element, PageFactory<T, R> response) {
    return (json, info) -> {
      JsonObject page = json.object();
      Member<List<T>> items = page.list("data", value -> element.decode(value, info));
      Member<String> next = page.object("pagination").text("next");
      page.read();
      return response.page(items.orElse(List.of()), next.optional(), info);
    };
  }

  /** The constructor of a page; an empty token means the last page. */
  @FunctionalInterface
  interface PageFactory<T, R> {
    R page(List<T> items, Optional<String> nextToken, ResponseInfo info);
  }
}
