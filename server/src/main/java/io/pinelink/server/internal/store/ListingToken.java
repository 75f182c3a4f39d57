package io.pinelink.server.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A token for the next page of a listing. On the wire it is opaque: base64 of a small JSON object,
 * like the tokens of the service.
 *
 * @param skipPast the last id or name of the previous page
 * @param scope the scope of the listing; a token is valid only for this scope
 */
public record ListingToken(String skipPast, Scope scope) {

  /**
   * The scope of a listing.
   *
   * @param member the name of the scope in the JSON; it distinguishes kinds of listings
   */
  public record Scope(String member, String value) {
    static Scope ofIds(String prefix) {
      return new Scope("prefix", prefix);
    }

    static Scope ofNamespaces(String prefix) {
      return new Scope("namespace_prefix", prefix);
    }

    /** Returns a digest, whose length does not depend on the length of the filter. */
    private static String digest(String text) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // Every JDK has it.
      }
    }

    public static Scope ofImports() {
      return new Scope("listing", "imports");
    }

    /** Returns the scope of the records that match a filter, given as the JSON of the request. */
    public static Scope ofMatching(String namespace, String filter) {
      return new Scope("selection", digest(namespace + "\n" + filter));
    }
  }

  public String encode() {
    String json = PlainJson.text(Map.of("skip_past", skipPast, scope.member(), scope.value()));
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the start of the page after a token.
   *
   * @param token empty for the first page
   * @return the id or name to skip past, empty for the first page
   */
  public static String skipPast(String token, Scope scope) {
    if (token.isEmpty()) {
      return "";
    }
    try {
      JsonNode json = PlainJson.MAPPER.readTree(Base64.getDecoder().decode(token));
      JsonNode skipPast = json.path("skip_past");
      JsonNode value = json.path(scope.member());
      if (skipPast.isTextual() && value.isTextual()) {
        if (!value.textValue().equals(scope.value())) {
          throw RpcException.invalid("Pagination token belongs to another listing");
        }
        return skipPast.textValue();
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not a token of this server: reported below.
    }
    throw RpcException.invalid("Invalid pagination token");
  }
}
