package io.pinelink.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The response that a client received to one call.
 *
 * @param informational the statuses of the responses before the final one
 * @param status 0 if there is no final response
 * @param headers by name in lower case, with the trailers
 * @param latin the body, with a character for each byte
 * @param slices the sizes of the DATA frames that are not empty; empty over HTTP/1.1
 * @param complete whether the response has its end
 * @param end how the exchange ended: {@code end}, {@code GOAWAY}, {@code closed} or {@code reset}
 * @param time the time from the request to the end
 */
record ReceivedResponse(
    List<Integer> informational,
    int status,
    Map<String, String> headers,
    String latin,
    List<Integer> slices,
    boolean complete,
    String end,
    Duration time) {

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  byte[] body() {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  String text() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    try {
      return PlainJson.MAPPER.readTree(body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
