package io.pinelink.server.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The position in a listing of aliases: the filters and the last name of the previous page. A token
 * contains all of them, so that the next request need not repeat the filters.
 *
 * @param prefix the prefix of the names; null for all names
 * @param target the namespace that the aliases point to; null for any
 * @param skipPast the last name of the previous page; empty on the first page
 */
record AliasListing(@Nullable String prefix, @Nullable String target, String skipPast) {
  private static final String SKIP_PAST = "skip_past";
  private static final String PREFIX = "alias_prefix";
  private static final String TARGET = "alias_target";
  private static final int MAX_PREFIX = 512;

  /**
   * Returns the listing of a request.
   *
   * @param token empty for the first page
   */
  static AliasListing of(@Nullable String prefix, @Nullable String target, String token) {
    checkPrefix(prefix);
    if (target != null && target.isEmpty()) {
      throw RpcException.invalid("TARGET_FILTER_EMPTY", "target_namespace must not be empty");
    }
    if (token.isEmpty()) {
      return new AliasListing(prefix, target, "");
    }
    AliasListing listing = decode(token);
    checkFilter("prefix", "PREFIX", listing.prefix, prefix);
    checkFilter("target_namespace", "TARGET", listing.target, target);
    return listing;
  }

  private static void checkPrefix(@Nullable String prefix) {
    if (prefix == null) {
      return;
    }
    if (prefix.length() > MAX_PREFIX) {
      throw RpcException.invalid(
          "PREFIX_TOO_LONG", "prefix must have at most " + MAX_PREFIX + " characters");
    }
    if (prefix.indexOf(0) >= 0) {
      throw RpcException.invalid(
          "PREFIX_MUST_NOT_CONTAIN_NULL_CHARACTER", "prefix must not contain NUL");
    }
    if (prefix.chars().anyMatch(c -> c > 0x7F)) {
      throw RpcException.invalid("PREFIX_MUST_BE_ASCII", "prefix must be ASCII");
    }
  }

  /** Checks that a filter given with a token matches the token. */
  private static void checkFilter(
      String parameter, String name, @Nullable String first, @Nullable String given) {
    if (given == null || given.equals(first)) {
      return;
    }
    throw first == null
        ? RpcException.invalid(
            "LIST_INVALID_TOKEN_WITH_" + name,
            "The pagination token belongs to a listing without " + parameter)
        : RpcException.invalid(
            "LIST_INVALID_TOKEN_WITH_NEW_" + name,
            "The pagination token belongs to a listing with another " + parameter);
  }

  private static AliasListing decode(String token) {
    try {
      JsonNode json = PlainJson.MAPPER.readTree(Base64.getDecoder().decode(token));
      JsonNode skipPast = json.path(SKIP_PAST);
      if (skipPast.isTextual() && json.has(PREFIX) && json.has(TARGET)) {
        return new AliasListing(
            json.get(PREFIX).textValue(), json.get(TARGET).textValue(), skipPast.textValue());
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not a token of this server: reported below.
    }
    throw RpcException.invalid("INVALID_PAGINATION_TOKEN", "Invalid pagination token");
  }

  /** Returns whether the listing contains an alias, on any page. */
  boolean contains(AliasEntry alias) {
    return (prefix == null || alias.name().startsWith(prefix))
        && (target == null || alias.target().equals(target));
  }

  /** Returns the token of the page after a name. */
  String tokenAfter(String name) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(SKIP_PAST, name);
    members.put(PREFIX, prefix);
    members.put(TARGET, target);
    byte[] json = PlainJson.text(members).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(json);
  }
}
