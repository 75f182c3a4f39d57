package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Paginated lists of the control plane. A token contains the last number of the previous pages, so
 * it stays valid while resources are created and deleted.
 */
public final class ControlPages {
  private static final int DEFAULT_LIMIT = 100;
  private static final int EARLIER_DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;

  private ControlPages() {}

  /**
   * Returns the page that a call requests.
   *
   * @param all all resources in the order of their numbers
   */
  static <T> ServerResponse page(
      ServerCall call, List<T> all, ToLongFunction<T> number, Function<T, ObjectNode> model) {
    return page(call, defaultLimit(call), "INVALID_ARGUMENT", all, number, model);
  }

  /**
   * Returns the page that a call of the admin API requests. It differs in the default size and in
   * the code for a limit that is out of range.
   *
   * @param all all resources in the order of their numbers
   */
  public static <T> ServerResponse pageOfOrganization(
      ServerCall call, List<T> all, ToLongFunction<T> number, Function<T, ObjectNode> model) {
    return page(call, MAX_LIMIT, "OUT_OF_RANGE", all, number, model);
  }

  private static <T> ServerResponse page(
      ServerCall call,
      int defaultLimit,
      String outOfRange,
      List<T> all,
      ToLongFunction<T> number,
      Function<T, ObjectNode> model) {
    QueryString query = new QueryString(call.query());
    int limit = query.first("limit").map(text -> limit(text, outOfRange)).orElse(defaultLimit);
    long after = query.first("paginationToken").map(ControlPages::decode).orElse(-1L);
    ObjectNode body = PlainJson.object();
    ArrayNode data = body.putArray("data");
    Iterator<T> rest = all.stream().filter(item -> number.applyAsLong(item) > after).iterator();
    long last = after;
    while (rest.hasNext() && data.size() < limit) {
      T item = rest.next();
      last = number.applyAsLong(item);
      data.add(model.apply(item));
    }
    if (rest.hasNext()) {
      body.putObject("pagination").put("next", encode(last));
    }
    return ServerResponse.json(200, body);
  }

  private static int defaultLimit(ServerCall call) {
    return call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)
        ? DEFAULT_LIMIT
        : EARLIER_DEFAULT_LIMIT;
  }

  private static int limit(String text, String outOfRange) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Not a number: reported below.
    }
    throw new ControlException(
        400, outOfRange, "limit must be between 1 and 100, got '" + text + "'");
  }

  private static String encode(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private static long decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Long.parseLong(text);
    } catch (IllegalArgumentException e) {
      throw ControlException.invalid("Invalid pagination token");
    }
  }
}
