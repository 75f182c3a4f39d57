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
 * Where the next page begins. On the wire it is opaque: base64 of a small JSON object, as the
 * service's are.
 *
 * @param skipPast the last id or name of the page before
 * @param scope what the listing is of; a token is good for that alone
 */
public record ListingToken(String skipPast, Scope scope) {

  /**
   * What a listing is of.
   *
   * @param member tells kinds of listings apart, and is the name that the JSON gives to the scope
   */
  public record Scope(String member, String value) {
    static Scope ofIds(String prefix) {
      return new Scope("prefix", prefix);
    }

    static Scope ofNamespaces(String prefix) {
      return new Scope("namespace_prefix", prefix);
    }

    /** Short and of one length, however long the filter is. */
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

    /** Of records that match; the filter as it was asked, in JSON. */
    public static Scope ofMatching(String namespace, String filter) {
      return new Scope("selection", digest(namespace + "\n" + filter));
    }
  }

  public String encode() {
    String json = PlainJson.text(Map.of("skip_past", skipPast, scope.member(), scope.value()));
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Where the page after this token begins.
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
      // Not one of ours: told below.
    }
    throw RpcException.invalid("Invalid pagination token");
  }
}
