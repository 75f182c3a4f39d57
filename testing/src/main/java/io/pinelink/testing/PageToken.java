package io.pinelink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Where the next page of ids begins. On the wire it is opaque: base64 of a small JSON object, as
 * the service's are.
 *
 * @param skipPast the last id of the page before
 * @param prefix the prefix of the listing that the token belongs to
 */
record PageToken(String skipPast, String prefix) {

  String encode() {
    String json = Json.text(Map.of("skip_past", skipPast, "prefix", prefix));
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static PageToken decode(String token, String prefix) {
    PageToken decoded = decode(token);
    if (!decoded.prefix.equals(prefix)) {
      throw RpcException.invalid("Pagination token belongs to another prefix");
    }
    return decoded;
  }

  private static PageToken decode(String token) {
    try {
      JsonNode json = Json.MAPPER.readTree(Base64.getDecoder().decode(token));
      JsonNode skipPast = json.path("skip_past");
      JsonNode prefix = json.path("prefix");
      if (skipPast.isTextual() && prefix.isTextual()) {
        return new PageToken(skipPast.textValue(), prefix.textValue());
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not one of ours: told below.
    }
    throw RpcException.invalid("Invalid pagination token");
  }
}
